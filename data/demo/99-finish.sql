-- Hanbit Works: the tools go, the planner learns what there is.
SET client_min_messages = warning;
DROP SCHEMA demo_tools CASCADE;

-- A tenth of the usual sample is plenty for tables of this size, and much faster.
SET default_statistics_target = 10;
ANALYZE;

RESET default_statistics_target;
RESET client_min_messages;
RESET search_path;
RESET jit;
