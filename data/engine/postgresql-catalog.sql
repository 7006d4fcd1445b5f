-- Makes postgresql-catalog.tsv from the system catalogues of a fresh PostgreSQL 15:
--   psql -XAtq -F $'\t' -f postgresql-catalog.sql > postgresql-catalog.tsv
--
-- T  type  name for people  category  preferred  kind (b base, r range, m multirange, p pseudo)
-- C  cast from  to  context (i implicit, a assignment, e explicit)  b when nothing is converted
-- O  operator  left ("-" for a prefix operator)  right  result
-- F  function  kind (f plain, a aggregate, w window)  result  "s" when a set  variadic element or "-"
--    arguments with a default  arguments  names and types of output columns
--    order (n plain aggregate, o ordered-set, h hypothetical-set)  direct arguments
--    since (the major version, when newer than 15)
-- Functions that cannot be called from SQL (internal, cstring, triggers, handlers) are left out.

CREATE TEMP VIEW kept AS
  SELECT oid, typname, typcategory, typispreferred, typtype
  FROM pg_type
  WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm', 'p')
    AND typcategory <> 'A' AND typname !~ '^pg_(brin|dep|mcv|ndis|node|ddl)'
    AND typname NOT IN ('cstring', 'internal', 'event_trigger', 'trigger', 'gtsvector', 'unknown', '_record',
                        'fdw_handler', 'index_am_handler', 'language_handler', 'table_am_handler', 'tsm_handler');

CREATE TEMP VIEW known AS
  SELECT oid FROM kept
  UNION ALL SELECT t.oid FROM pg_type t WHERE t.typcategory = 'A' AND t.typelem IN (SELECT oid FROM kept)
  UNION ALL SELECT 'anyarray'::regtype UNION ALL SELECT 'anycompatiblearray'::regtype;

CREATE TEMP VIEW callable AS
  SELECT p.*,
    (SELECT coalesce(string_agg(t.typname, ' ' ORDER BY a.n), '-')
     FROM unnest(p.proargtypes) WITH ORDINALITY a(oid, n) JOIN pg_type t ON t.oid = a.oid) AS arguments,
    (SELECT string_agg(p.proargnames[a.n] || ':' || t.typname, ' ' ORDER BY a.n)
     FROM unnest(p.proallargtypes) WITH ORDINALITY a(oid, n) JOIN pg_type t ON t.oid = a.oid
     WHERE p.proargmodes[a.n] IN ('o', 't', 'b')) AS outputs
  FROM pg_proc p
  WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind IN ('f', 'a', 'w')
    AND p.prorettype IN (SELECT oid FROM known)
    AND NOT EXISTS (SELECT 1 FROM unnest(p.proargtypes) a(oid) WHERE a.oid NOT IN (SELECT oid FROM known))
    AND NOT EXISTS (SELECT 1 FROM unnest(p.proallargtypes) a(oid) WHERE a.oid NOT IN (SELECT oid FROM known));

SELECT 'T', typname, format_type(oid, NULL), typcategory, CASE WHEN typispreferred THEN 'p' ELSE '-' END, typtype
FROM kept ORDER BY typname COLLATE "C";

SELECT 'C', s.typname, t.typname, c.castcontext, CASE c.castmethod WHEN 'b' THEN 'b' ELSE '-' END
FROM pg_cast c JOIN pg_type s ON s.oid = c.castsource JOIN pg_type t ON t.oid = c.casttarget
WHERE c.castsource IN (SELECT oid FROM known) AND c.casttarget IN (SELECT oid FROM known)
ORDER BY s.typname COLLATE "C", t.typname COLLATE "C";

SELECT 'O', o.oprname, coalesce(l.typname, '-'), r.typname, t.typname
FROM pg_operator o LEFT JOIN pg_type l ON l.oid = o.oprleft
  JOIN pg_type r ON r.oid = o.oprright JOIN pg_type t ON t.oid = o.oprresult
WHERE (o.oprleft = 0 OR o.oprleft IN (SELECT oid FROM known)) AND o.oprright IN (SELECT oid FROM known)
ORDER BY o.oprname COLLATE "C", 3, 4;

SELECT 'F', c.proname::text, c.prokind::text, r.typname::text, CASE WHEN c.proretset THEN 's' ELSE '-' END,
  coalesce(v.typname::text, '-'), c.pronargdefaults, c.arguments, coalesce(c.outputs, '-'),
  coalesce(a.aggkind::text, '-'), coalesce(a.aggnumdirectargs, 0), 0
FROM callable c JOIN pg_type r ON r.oid = c.prorettype
  LEFT JOIN pg_type v ON v.oid = c.provariadic LEFT JOIN pg_aggregate a ON a.aggfnoid = c.oid
UNION ALL
SELECT 'F', n.*
FROM (VALUES
  ('any_value', 'a', 'anyelement', '-', '-', 0, 'anyelement', '-', 'n', 0, 16),
  ('array_sample', 'f', 'anyarray', '-', '-', 0, 'anyarray int4', '-', '-', 0, 16),
  ('array_shuffle', 'f', 'anyarray', '-', '-', 0, 'anyarray', '-', '-', 0, 16),
  ('date_add', 'f', 'timestamptz', '-', '-', 0, 'timestamptz interval', '-', '-', 0, 16),
  ('date_add', 'f', 'timestamptz', '-', '-', 0, 'timestamptz interval text', '-', '-', 0, 16),
  ('date_subtract', 'f', 'timestamptz', '-', '-', 0, 'timestamptz interval', '-', '-', 0, 16),
  ('date_subtract', 'f', 'timestamptz', '-', '-', 0, 'timestamptz interval text', '-', '-', 0, 16),
  ('erf', 'f', 'float8', '-', '-', 0, 'float8', '-', '-', 0, 16),
  ('erfc', 'f', 'float8', '-', '-', 0, 'float8', '-', '-', 0, 16),
  ('pg_input_is_valid', 'f', 'bool', '-', '-', 0, 'text text', '-', '-', 0, 16),
  ('random_normal', 'f', 'float8', '-', '-', 2, 'float8 float8', '-', '-', 0, 16),
  ('random', 'f', 'int4', '-', '-', 0, 'int4 int4', '-', '-', 0, 17),
  ('random', 'f', 'int8', '-', '-', 0, 'int8 int8', '-', '-', 0, 17),
  ('random', 'f', 'numeric', '-', '-', 0, 'numeric numeric', '-', '-', 0, 17),
  ('to_bin', 'f', 'text', '-', '-', 0, 'int4', '-', '-', 0, 17),
  ('to_bin', 'f', 'text', '-', '-', 0, 'int8', '-', '-', 0, 17),
  ('to_oct', 'f', 'text', '-', '-', 0, 'int4', '-', '-', 0, 17),
  ('to_oct', 'f', 'text', '-', '-', 0, 'int8', '-', '-', 0, 17),
  ('unicode_assigned', 'f', 'bool', '-', '-', 0, 'text', '-', '-', 0, 17),
  ('unicode_version', 'f', 'text', '-', '-', 0, '-', '-', '-', 0, 17),
  ('uuid_extract_timestamp', 'f', 'timestamptz', '-', '-', 0, 'uuid', '-', '-', 0, 17),
  ('uuid_extract_version', 'f', 'int2', '-', '-', 0, 'uuid', '-', '-', 0, 17),
  ('xmltext', 'f', 'xml', '-', '-', 0, 'text', '-', '-', 0, 17),
  ('array_reverse', 'f', 'anyarray', '-', '-', 0, 'anyarray', '-', '-', 0, 18),
  ('array_sort', 'f', 'anyarray', '-', '-', 0, 'anyarray', '-', '-', 0, 18),
  ('array_sort', 'f', 'anyarray', '-', '-', 0, 'anyarray bool', '-', '-', 0, 18),
  ('array_sort', 'f', 'anyarray', '-', '-', 0, 'anyarray bool bool', '-', '-', 0, 18),
  ('casefold', 'f', 'text', '-', '-', 0, 'text', '-', '-', 0, 18),
  ('crc32', 'f', 'int8', '-', '-', 0, 'bytea', '-', '-', 0, 18),
  ('crc32c', 'f', 'int8', '-', '-', 0, 'bytea', '-', '-', 0, 18),
  ('gamma', 'f', 'float8', '-', '-', 0, 'float8', '-', '-', 0, 18),
  ('lgamma', 'f', 'float8', '-', '-', 0, 'float8', '-', '-', 0, 18),
  ('uuidv4', 'f', 'uuid', '-', '-', 0, '-', '-', '-', 0, 18),
  ('uuidv7', 'f', 'uuid', '-', '-', 1, 'interval', '-', '-', 0, 18)
) n
ORDER BY 2, 8, 3;
