-- Hanbit Works: the tools go, the planner learns what there is.
SET client_min_messages = warning;
DROP SCHEMA demo_tools CASCADE;

RESET client_min_messages;
RESET search_path;
RESET jit;

ANALYZE;
