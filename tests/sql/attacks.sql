-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements that do more than read, on the engine that is named: every one must be refused, for the reason given as id.
-- @id: not-read-only
DELETE FROM orders
---
-- @id: not-read-only
UPDATE orders SET total = 0
---
-- @id: not-read-only
INSERT INTO orders SELECT * FROM orders
---
-- @id: not-read-only
TRUNCATE orders
---
-- @id: not-read-only
DROP TABLE orders
---
-- @id: not-read-only
ALTER TABLE orders ADD x int
---
-- @id: not-read-only
CREATE TABLE x AS SELECT 1
---
-- @id: not-read-only
CREATE TEMP VIEW v AS SELECT 1
---
-- @id: not-read-only
GRANT ALL ON orders TO public
---
-- @id: not-read-only
REVOKE ALL ON orders FROM public
---
-- @id: not-read-only
MERGE INTO orders o USING products p ON o.id = p.id WHEN MATCHED THEN DELETE
---
-- @id: not-read-only
WITH gone AS (DELETE FROM orders RETURNING *) SELECT count(*) FROM gone
---
-- @id: not-read-only
WITH changed AS (UPDATE orders SET total = total * 2 RETURNING id) SELECT * FROM changed
---
-- @id: not-read-only
WITH added AS (INSERT INTO products (id) VALUES (1) RETURNING id) SELECT id FROM added
---
-- @id: not-read-only
WITH a AS (SELECT 1), b AS (WITH c AS (DELETE FROM orders RETURNING 1) SELECT * FROM c) SELECT * FROM a, b
---
-- @id: not-read-only
SELECT * FROM (WITH gone AS (DELETE FROM orders RETURNING 1) SELECT * FROM gone) t
---
-- @id: not-read-only
SELECT (WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone)
---
-- @id: not-read-only
SELECT * FROM orders WHERE id IN (WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone)
---
-- @id: not-read-only
WITH RECURSIVE r AS (SELECT 1 UNION ALL (WITH g AS (DELETE FROM orders RETURNING 1) SELECT * FROM g)) SELECT * FROM r
---
-- @id: not-read-only
SELECT * INTO copy_of_orders FROM orders
---
-- @id: not-read-only
SELECT id INTO TEMP t FROM orders
---
-- @id: not-read-only
SELECT id INTO UNLOGGED TABLE t FROM orders
---
-- @id: not-read-only
WITH a AS (SELECT 1 AS x) SELECT x INTO y FROM a
---
-- @id: not-read-only
SELECT 1 AS x INTO t UNION SELECT 2
---
-- @id: not-read-only
SELECT * FROM orders FOR UPDATE
---
-- @id: not-read-only
SELECT * FROM orders FOR NO KEY UPDATE SKIP LOCKED
---
-- @id: not-read-only
SELECT * FROM orders FOR SHARE
---
-- @id: not-read-only
SELECT * FROM orders FOR KEY SHARE NOWAIT
---
-- @id: not-read-only
SELECT * FROM (SELECT * FROM orders FOR UPDATE) t
---
-- @id: not-read-only
WITH x AS (SELECT id FROM orders FOR UPDATE) SELECT * FROM x
---
-- @id: not-read-only
SELECT * FROM orders WHERE id = $1
---
-- @id: not-read-only
SELECT $1::text
---
-- @id: not-read-only
SELECT * FROM orders LIMIT $1
---
-- @id: not-read-only
COPY orders TO '/tmp/orders'
---
-- @id: not-read-only
COPY (SELECT 1) TO PROGRAM 'sh -c id'
---
-- @id: not-read-only
COPY orders FROM PROGRAM 'curl example.com'
---
-- @id: not-read-only
COPY orders FROM '/etc/passwd'
---
-- @id: not-read-only
DO $$ BEGIN DELETE FROM orders; END $$
---
-- @id: not-read-only
DO LANGUAGE plpgsql 'BEGIN PERFORM pg_sleep(9); END'
---
-- @id: not-read-only
CALL refresh_all()
---
-- @id: not-read-only
EXPLAIN ANALYZE DELETE FROM orders
---
-- @id: not-read-only
EXPLAIN (ANALYZE, FORMAT JSON) SELECT 1
---
-- @id: not-read-only
EXPLAIN (ANALYZE true) SELECT 1
---
-- @id: not-read-only
EXPLAIN ANALYZE VERBOSE SELECT 1
---
-- @id: not-read-only
EXPLAIN (FORMAT JSON, ANALYZE off) SELECT 1
---
-- @id: not-read-only
EXPLAIN (FORMAT JSON) DELETE FROM orders
---
-- @id: not-read-only
EXPLAIN (FORMAT JSON) CREATE TABLE x AS SELECT 1
---
-- @id: not-read-only
EXPLAIN EXECUTE p
---
-- @id: not-read-only
EXPLAIN (BUFFERS) SELECT 1
---
-- @id: not-read-only
EXPLAIN WITH g AS (DELETE FROM orders RETURNING 1) SELECT * FROM g
---
-- @id: not-read-only
LISTEN channel
---
-- @id: not-read-only
NOTIFY channel, 'x'
---
-- @id: not-read-only
UNLISTEN *
---
-- @id: not-read-only
SET statement_timeout = 0
---
-- @id: not-read-only
SET ROLE postgres
---
-- @id: not-read-only
SET SESSION AUTHORIZATION postgres
---
-- @id: not-read-only
RESET ALL
---
-- @id: not-read-only
SHOW password_encryption
---
-- @id: not-read-only
BEGIN
---
-- @id: not-read-only
COMMIT
---
-- @id: not-read-only
ROLLBACK
---
-- @id: not-read-only
SAVEPOINT s
---
-- @id: not-read-only
PREPARE p AS SELECT 1
---
-- @id: not-read-only
EXECUTE p
---
-- @id: not-read-only
DEALLOCATE p
---
-- @id: not-read-only
DECLARE c CURSOR FOR SELECT 1
---
-- @id: not-read-only
FETCH ALL FROM c
---
-- @id: not-read-only
CLOSE c
---
-- @id: not-read-only
LOCK TABLE orders
---
-- @id: not-read-only
VACUUM orders
---
-- @id: not-read-only
ANALYZE orders
---
-- @id: not-read-only
CLUSTER orders
---
-- @id: not-read-only
REINDEX TABLE orders
---
-- @id: not-read-only
REFRESH MATERIALIZED VIEW v
---
-- @id: not-read-only
CHECKPOINT
---
-- @id: not-read-only
DISCARD ALL
---
-- @id: not-read-only
LOAD 'x'
---
-- @id: not-read-only
IMPORT FOREIGN SCHEMA s FROM SERVER x INTO y
---
-- @id: not-read-only
ALTER SYSTEM SET log_statement = 'none'
---
-- @id: not-read-only
ALTER ROLE postgres PASSWORD 'x'
---
-- @id: not-read-only
CREATE EXTENSION dblink
---
-- @id: not-read-only
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'
---
-- @id: not-read-only
SECURITY LABEL ON TABLE orders IS 'x'
---
-- @id: not-read-only
COMMENT ON TABLE orders IS 'x'
---
-- @id: not-read-only
REASSIGN OWNED BY a TO b
---
-- @id: not-read-only
CREATE RULE r AS ON SELECT TO orders DO INSTEAD DELETE FROM orders
---
-- @id: multiple-statements
SELECT 1; DELETE FROM orders
---
-- @id: multiple-statements
SELECT 1; SELECT 2
---
-- @id: multiple-statements
SELECT 1;-- comment
DROP TABLE orders
---
-- @id: multiple-statements
SELECT 1; /* a */ ; UPDATE orders SET total = 0
---
-- @id: multiple-statements
SELECT 1 AS t; DROP TABLE orders; --
---
-- @id: multiple-statements
SELECT 'it''s'; DELETE FROM orders
---
-- @id: multiple-statements
SELECT $$a;b$$; DELETE FROM orders
---
-- @id: multiple-statements
SELECT E'\''; DELETE FROM orders --'
---
-- @id: multiple-statements
SELECT '\'; DELETE FROM orders --'
---
-- @id: multiple-statements
/* ; */ SELECT 1; TRUNCATE orders
---
-- @id: multiple-statements
SELECT $a$ $b$ $a$; DELETE FROM orders; SELECT $b$ $b$
---
-- @id: multiple-statements
COMMIT; DELETE FROM orders
---
-- @id: multiple-statements
SELECT 1 /* /* */ */; DELETE FROM orders
---
-- @id: multiple-statements
SELECT 1 -- 
; DELETE FROM orders
---
-- @id: syntax-error
SELECT 1) t; DROP TABLE orders; --
---
-- @id: syntax-error
SELECT 1 /* DELETE
---
-- @id: syntax-error
SELECT 'x
---
-- @id: syntax-error
SELECT FROM WHERE
---
-- @id: syntax-error
SELECT "x
---
-- @id: syntax-error
\copy orders to x
---
-- @id: syntax-error
SELECT 1 /*! DELETE FROM orders */ UNION
---
-- @id: template-tag
SELECT * FROM orders WHERE id = {{id}}
---
-- @id: template-tag
SELECT count(*) FROM orders WHERE {{created}}
---
-- @id: template-tag
SELECT * FROM {{#12}}
---
-- @id: template-tag
SELECT * FROM orders [[WHERE id = {{id}}]]
---
-- @id: forbidden-function
SELECT pg_sleep(10)
---
-- @id: forbidden-function
SELECT pg_catalog.pg_sleep(10)
---
-- @id: forbidden-function
SELECT "pg_sleep"(10)
---
-- @id: forbidden-function
SELECT PG_SLEEP(10)
---
-- @id: forbidden-function
SELECT pg_sleep_for('5 minutes')
---
-- @id: forbidden-function
SELECT pg_sleep_until('tomorrow 03:00')
---
-- @id: forbidden-function
SELECT U&"\0070g_sleep"(10)
---
-- @id: forbidden-function
SELECT U&"pg!005fsleep" UESCAPE '!' (10)
---
-- @id: forbidden-function
SELECT /**/ pg_sleep /**/ (10)
---
-- @id: forbidden-function
SELECT * FROM pg_sleep(3)
---
-- @id: forbidden-function
SELECT * FROM orders, LATERAL (SELECT pg_sleep(id)) t
---
-- @id: forbidden-function
SELECT 1 ORDER BY pg_sleep(1)
---
-- @id: forbidden-function
SELECT 1 LIMIT (SELECT pg_sleep(1) IS NULL)::int
---
-- @id: forbidden-function
SELECT count(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM orders
---
-- @id: forbidden-function
SELECT sum(total) OVER (ORDER BY pg_sleep(1)) FROM orders
---
-- @id: forbidden-function
SELECT CASE WHEN true THEN pg_sleep(1) END
---
-- @id: forbidden-function
SELECT * FROM orders o JOIN products p ON pg_sleep(1) IS NULL
---
-- @id: forbidden-function
VALUES (pg_sleep(1))
---
-- @id: forbidden-function
SELECT * FROM ROWS FROM (generate_series(1, 2), pg_ls_dir('.')) t
---
-- @id: forbidden-function
SELECT coalesce(NULL, pg_read_file('/etc/passwd'))
---
-- @id: forbidden-function
SELECT pg_read_file('/etc/passwd')
---
-- @id: forbidden-function
SELECT pg_read_binary_file('/etc/passwd')
---
-- @id: forbidden-function
SELECT pg_ls_dir('/')
---
-- @id: forbidden-function
SELECT * FROM pg_ls_logdir()
---
-- @id: forbidden-function
SELECT * FROM pg_ls_waldir()
---
-- @id: forbidden-function
SELECT pg_stat_file('/etc/passwd')
---
-- @id: forbidden-function
SELECT pg_file_write('/tmp/x', 'y', true)
---
-- @id: forbidden-function
SELECT lo_import('/etc/passwd')
---
-- @id: forbidden-function
SELECT lo_export(1, '/tmp/x')
---
-- @id: forbidden-function
SELECT lo_create(0)
---
-- @id: forbidden-function
SELECT lo_from_bytea(0, 'x')
---
-- @id: forbidden-function
SELECT lo_put(1, 0, 'x')
---
-- @id: forbidden-function
SELECT lo_unlink(1)
---
-- @id: forbidden-function
SELECT loread(1, 2)
---
-- @id: forbidden-function
SELECT lowrite(1, 'x')
---
-- @id: forbidden-function
SELECT * FROM dblink('dbname=x', 'DELETE FROM orders') AS t (a int)
---
-- @id: forbidden-function
SELECT dblink_exec('dbname=x', 'DELETE FROM orders')
---
-- @id: forbidden-function
SELECT dblink_connect('host=example.com')
---
-- @id: forbidden-function
SELECT "dblink_exec"('DELETE FROM orders')
---
-- @id: forbidden-function
SELECT set_config('statement_timeout', '0', false)
---
-- @id: forbidden-function
SELECT setseed(0.5)
---
-- @id: forbidden-function
SELECT query_to_xml('DELETE FROM orders', true, true, '')
---
-- @id: forbidden-function
SELECT query_to_xml_and_xmlschema('SELECT 1', true, true, '')
---
-- @id: forbidden-function
SELECT cursor_to_xml('c', 1, true, true, '')
---
-- @id: forbidden-function
SELECT table_to_xml('orders', true, true, '')
---
-- @id: forbidden-function
SELECT schema_to_xml('public', true, true, '')
---
-- @id: forbidden-function
SELECT database_to_xml(true, true, '')
---
-- @id: forbidden-function
SELECT * FROM ts_stat('SELECT pg_sleep(1)::text::tsvector')
---
-- @id: forbidden-function
SELECT ts_rewrite('a'::tsquery, 'SELECT 1')
---
-- @id: forbidden-function
SELECT * FROM crosstab('DELETE FROM orders RETURNING 1, 2, 3') AS t (a int)
---
-- @id: forbidden-function
SELECT * FROM connectby('orders', 'id', 'id', '1', 0)
---
-- @id: forbidden-function
SELECT xpath_table('id', 'x', 'orders', '/a', 'true')
---
-- @id: forbidden-function
SELECT pg_advisory_lock(1)
---
-- @id: forbidden-function
SELECT pg_try_advisory_lock(1)
---
-- @id: forbidden-function
SELECT pg_advisory_xact_lock(1, 2)
---
-- @id: forbidden-function
SELECT pg_advisory_unlock_all()
---
-- @id: forbidden-function
SELECT nextval('s')
---
-- @id: forbidden-function
SELECT setval('s', 1)
---
-- @id: forbidden-function
SELECT currval('s')
---
-- @id: forbidden-function
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
---
-- @id: forbidden-function
SELECT pg_cancel_backend(1)
---
-- @id: forbidden-function
SELECT pg_reload_conf()
---
-- @id: forbidden-function
SELECT pg_rotate_logfile()
---
-- @id: forbidden-function
SELECT pg_switch_wal()
---
-- @id: forbidden-function
SELECT pg_create_restore_point('x')
---
-- @id: forbidden-function
SELECT pg_stat_reset()
---
-- @id: forbidden-function
SELECT pg_promote()
---
-- @id: forbidden-function
SELECT pg_notify('c', 'x')
---
-- @id: forbidden-function
SELECT txid_current()
---
-- @id: forbidden-function
SELECT pg_current_xact_id()
---
-- @id: forbidden-function
SELECT pg_export_snapshot()
---
-- @id: forbidden-function
SELECT pg_logical_emit_message(true, 'a', 'b')
---
-- @id: forbidden-function
SELECT pg_create_physical_replication_slot('x')
---
-- @id: forbidden-function
SELECT pg_drop_replication_slot('x')
---
-- @id: forbidden-function
SELECT pg_replication_origin_create('x')
---
-- @id: forbidden-function
SELECT pg_log_backend_memory_contexts(1)
---
-- @id: forbidden-function
SELECT pg_import_system_collations('public')
---
-- @id: forbidden-function
SELECT pg_backup_start('x')
---
-- @id: forbidden-function
SELECT pg_wal_replay_pause()
---
-- @id: forbidden-function
SELECT gin_clean_pending_list('i')
---
-- @id: forbidden-function
SELECT brin_summarize_new_values('i')
---
-- @id: forbidden-function
SELECT * FROM pg_stat_get_activity(NULL)
---
-- @id: forbidden-function
SELECT * FROM pg_hba_file_rules()
---
-- @id: forbidden-function
SELECT * FROM pg_show_all_settings()
---
-- @id: forbidden-function
SELECT public.do_harm()
---
-- @id: forbidden-function
SELECT app.refresh(1)
---
-- @id: forbidden-function
SELECT "public"."count"(1)
---
-- @id: forbidden-function
SELECT mydb.public.f(1)
---
-- @id: forbidden-function
SELECT ('/etc/passwd').pg_read_file
---
-- @id: forbidden-function
SELECT (10)."pg_sleep"
---
-- @id: forbidden-function
SELECT ('host=x').dblink_connect
---
-- @id: forbidden-function
SELECT (SELECT '/etc/passwd').pg_read_file
---
-- @id: forbidden-function
SELECT ('s'::regclass).nextval
---
-- @id: forbidden-function
SELECT (name).pg_ls_dir FROM products
---
-- @id: forbidden-function
SELECT 1 FROM orders TABLESAMPLE evil (1)
---
-- @id: forbidden-function
SELECT http_get('http://example.com')
---
-- @id: forbidden-function
SELECT pg_prewarm('orders')
---
-- @id: forbidden-function
SELECT pgp_sym_decrypt('x', 'y')
---
-- @id: forbidden-function
SELECT json_agg(t) FROM (SELECT lo_get(1)) t
---
-- @id: forbidden-function
SELECT pg_catalog . "pg_sleep" ( 1 )
---
-- @id: forbidden-function
SELECT unique_key_recheck()
---
-- @id: forbidden-function
SELECT binary_upgrade_set_record_init_privs(true)
---
-- @id: forbidden-function
SELECT array_agg(pg_sleep(1)) FROM orders
---
-- @id: forbidden-function
SELECT x FROM unnest(ARRAY[pg_sleep(1)]) x
---
-- @id: forbidden-function
SELECT row_number() OVER (PARTITION BY nextval('s')) FROM orders
---
-- @id: forbidden-function
SELECT * FROM orders WHERE EXISTS (SELECT nextval('s'))
---
-- @id: forbidden-function
SELECT 1 GROUP BY pg_sleep(1)
---
-- @id: forbidden-function
SELECT DISTINCT ON (pg_sleep(1)) 1
---
-- @id: forbidden-function
SELECT 1 WINDOW w AS (ORDER BY pg_sleep(1))
---
-- @id: forbidden-function
SELECT XMLELEMENT(name x, pg_sleep(1))
---
-- @id: unknown-function
SELECT delete_everything()
---
-- @id: unknown-function
SELECT "Count"(1)
---
-- @id: unknown-function
SELECT do_harm(1) FROM orders
---
-- @id: unknown-function
SELECT * FROM my_function(1)
---
-- @id: unknown-function
SELECT sum(total) FROM refresh_orders() AS orders
---
-- @id: unknown-function
SELECT CALCULATE(1)
---
-- @id: forbidden-operator
SELECT 1 OPERATOR(public.+) 2
---
-- @id: forbidden-operator
SELECT 1 OPERATOR("evil".=) 2
---
-- @id: forbidden-operator
SELECT 1 WHERE 1 OPERATOR(x.+) ANY (ARRAY[1])
---
-- @id: forbidden-table
SELECT * FROM pg_authid
---
-- @id: forbidden-table
SELECT rolpassword FROM pg_catalog.pg_authid
---
-- @id: forbidden-table
SELECT usename, passwd FROM pg_shadow
---
-- @id: forbidden-table
SELECT * FROM "pg_shadow"
---
-- @id: forbidden-table
SELECT * FROM pg_user_mapping
---
-- @id: forbidden-table
SELECT * FROM pg_user_mappings
---
-- @id: forbidden-table
SELECT subconninfo FROM pg_subscription
---
-- @id: forbidden-table
SELECT * FROM pg_largeobject
---
-- @id: forbidden-table
SELECT * FROM pg_hba_file_rules
---
-- @id: forbidden-table
SELECT * FROM pg_file_settings
---
-- @id: forbidden-table
SELECT * FROM information_schema.user_mapping_options
---
-- @id: forbidden-table
SELECT (SELECT passwd FROM pg_shadow LIMIT 1)
---
-- @id: forbidden-table
TABLE pg_authid
---
-- @id: empty-statement

---
-- @id: empty-statement
  
---
-- @id: empty-statement
-- only a remark
---
-- @id: empty-statement
;
---
-- @id: empty-statement
/* a */
---
-- @dialect: redshift
UNLOAD ('SELECT 1') TO 's3://x'
---
-- @dialect: redshift
SELECT TOP 5 * FROM orders; DELETE FROM orders
---
-- @dialect: redshift
SELECT TOP 1 pg_sleep(1)
---
-- @dialect: redshift
SELECT '\'; DELETE FROM orders --'
---
-- @dialect: redshift
SELECT TOP 5 * INTO x FROM orders
---
-- @dialect: redshift
COPY t FROM 's3://x'
---
-- @dialect: redshift
SELECT TOP 1 my_udf(1) FROM orders
---
-- @dialect: redshift
SELECT TOP 5 * FROM pg_shadow
---
-- @dialect: cockroachdb
SELECT * FROM orders AS OF SYSTEM TIME '-1s' FOR UPDATE
---
-- @dialect: cockroachdb
SELECT * FROM [DELETE FROM orders RETURNING id]
---
-- @dialect: cockroachdb
SELECT crdb_internal.force_retry('1m')
---
-- @dialect: cockroachdb
UPSERT INTO orders VALUES (1)
---
-- @dialect: cockroachdb
SELECT * FROM orders@primary; DROP TABLE orders
---
-- @dialect: cockroachdb
EXPORT INTO CSV 's3://x' FROM TABLE orders
---
-- @dialect: mysql
-- @id: not-read-only
DELETE FROM orders
---
-- @dialect: mysql
-- @id: not-read-only
SELECT * FROM orders INTO OUTFILE '/tmp/x'
---
-- @dialect: mysql
-- @id: not-read-only
SELECT '<?php ?>' INTO DUMPFILE '/var/www/x.php'
---
-- @dialect: mysql
-- @id: not-read-only
SELECT 1 INTO @a
---
-- @dialect: mysql
-- @id: not-read-only
SELECT * FROM orders FOR UPDATE
---
-- @dialect: mysql
-- @id: not-read-only
SELECT * FROM orders LOCK IN SHARE MODE
---
-- @dialect: mysql
-- @id: not-read-only
SELECT * FROM orders FOR SHARE
---
-- @dialect: mysql
-- @id: not-read-only
WITH a AS (SELECT 1) DELETE FROM orders
---
-- @dialect: mysql
-- @id: not-read-only
WITH a AS (SELECT 1) UPDATE orders SET total = 0
---
-- @dialect: mysql
-- @id: not-read-only
LOAD DATA INFILE 'x' INTO TABLE orders
---
-- @dialect: mysql
-- @id: not-read-only
HANDLER orders OPEN
---
-- @dialect: mysql
-- @id: not-read-only
CALL harm()
---
-- @dialect: mysql
-- @id: not-read-only
SET GLOBAL general_log = 1
---
-- @dialect: mysql
-- @id: not-read-only
REPLACE INTO orders VALUES (1)
---
-- @dialect: mysql
-- @id: not-read-only
SHOW TABLES
---
-- @dialect: mysql
-- @id: not-read-only
DO SLEEP(5)
---
-- @dialect: mysql
-- @id: not-read-only
SELECT * FROM orders PROCEDURE ANALYSE()
---
-- @dialect: mysql
-- @id: not-read-only
SELECT 1 UNION SELECT 2 INTO OUTFILE '/tmp/x'
---
-- @dialect: mysql
-- @id: not-read-only
SELECT NEXT VALUE FOR s
---
-- @dialect: mysql
-- @id: not-read-only
KILL 5
---
-- @dialect: mysql
-- @id: not-read-only
EXPLAIN ANALYZE SELECT 1
---
-- @dialect: mysql
-- @id: not-read-only
SELECT # comment
1 INTO OUTFILE 'x'
---
-- @dialect: mysql
-- @id: not-read-only
TABLE orders INTO OUTFILE 'x'
---
-- @dialect: mysql
-- @id: executable-comment
SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */
---
-- @dialect: mysql
-- @id: executable-comment
SELECT /*! SLEEP(5) */
---
-- @dialect: mysql
-- @id: executable-comment
SELECT 1 /*!; DELETE FROM orders */
---
-- @dialect: mysql
-- @id: executable-comment
/*!99999 SELECT */ SELECT 1
---
-- @dialect: mysql
-- @id: executable-comment
SELECT /*M!100100 1 */
---
-- @dialect: mysql
-- @id: executable-comment
SELECT /*+ SET_VAR(max_execution_time = 0) */ 1
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT 1; DELETE FROM orders
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT '\\'; DELETE FROM orders
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT 'a\'; DELETE FROM orders -- '
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT "a\"; DELETE FROM orders -- "
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT `a`; DROP TABLE orders
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT "a"""; DELETE FROM orders
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT 1 -- x
; DELETE FROM orders
---
-- @dialect: mysql
-- @id: multiple-statements
SELECT 'a''b\''; DELETE FROM orders -- '
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT SLEEP(5)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT sleep (5)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT `sleep`(5)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT BENCHMARK(1000000000, SHA1('x'))
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT LOAD_FILE('/etc/passwd')
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT GET_LOCK('x', 10)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT sys_exec('id')
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT mydb.harm()
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT MASTER_POS_WAIT('x', 1)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT RELEASE_ALL_LOCKS()
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT * FROM orders WHERE id = IF(1, SLEEP(5), 0)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT /* x */ SLEEP /* y */ (5)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT keyring_key_fetch('x')
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT `mydb`.`harm`(1)
---
-- @dialect: mysql
-- @id: forbidden-function
SELECT NEXTVAL(s)
---
-- @dialect: mysql
-- @id: unknown-function
SELECT harm()
---
-- @dialect: mysql
-- @id: unknown-function
SELECT total, refresh_all(id) FROM orders
---
-- @dialect: mysql
-- @id: unknown-function
SELECT `harm`(1)
---
-- @dialect: mysql
-- @id: ambiguous-comment
SELECT 1--1 FROM x INTO OUTFILE 'y'
---
-- @dialect: mysql
-- @id: ambiguous-comment
SELECT 1--1; DELETE FROM orders
---
-- @dialect: mysql
-- @id: ambiguous-comment
SELECT 5--2
---
-- @dialect: mysql
-- @id: ambiguous-comment
SELECT 1 -- xDELETE FROM orders
---
-- @dialect: mysql
-- @id: syntax-error
SELECT 'x
---
-- @dialect: mysql
-- @id: syntax-error
SELECT 1 /* x
---
-- @dialect: mysql
-- @id: syntax-error
SELECT `x
---
-- @dialect: mysql
-- @id: syntax-error
SELECT 'a\'
---
-- @dialect: mysql
-- @id: forbidden-table
SELECT * FROM mysql.user
---
-- @dialect: mysql
-- @id: forbidden-table
SELECT authentication_string FROM `mysql`.`user`
---
-- @dialect: mysql
-- @id: forbidden-table
SELECT * FROM mysql . user
---
-- @dialect: mysql
-- @id: template-tag
SELECT * FROM orders WHERE id = {{id}}
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 DELETE FROM orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 UPDATE orders SET total = 0
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 EXEC xp_cmdshell 'dir'
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 EXEC('DELETE FROM orders')
---
-- @dialect: sqlserver
-- @id: not-read-only
EXEC sp_who
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * INTO copy FROM orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * INTO #t FROM orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 WAITFOR DELAY '0:0:10'
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM OPENROWSET('SQLNCLI', 'x', 'DELETE FROM t')
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM OPENQUERY(s, 'DELETE FROM t')
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM OPENDATASOURCE('x', 'y').db.dbo.t
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 DROP TABLE orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 SHUTDOWN
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 USE master
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 SET NOCOUNT ON
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 DECLARE @x int
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 KILL 5
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 BACKUP DATABASE x TO DISK = 'y'
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 RECONFIGURE
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 IF 1=1 PRINT 'x'
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 TRUNCATE TABLE orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM orders WITH (UPDLOCK)
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM orders WITH (TABLOCKX, HOLDLOCK)
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT NEXT VALUE FOR dbo.s
---
-- @dialect: sqlserver
-- @id: not-read-only
WITH a AS (SELECT 1 AS x) DELETE FROM a
---
-- @dialect: sqlserver
-- @id: not-read-only
WITH a AS (SELECT 1 AS x) MERGE orders AS t USING a ON 1 = 1 WHEN MATCHED THEN DELETE
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 GRANT SELECT ON orders TO public
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 DBCC FREEPROCCACHE
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 REVERT
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 BEGIN TRAN
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1
GO
DROP TABLE orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT * FROM OPENROWSET(BULK 'c:\x', SINGLE_CLOB) AS x
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1 DISABLE TRIGGER ALL ON DATABASE
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT 1/* /* */ */DELETE FROM orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT'a'DELETE FROM orders
---
-- @dialect: sqlserver
-- @id: not-read-only
SELECT[a]DELETE FROM orders
---
-- @dialect: sqlserver
SELECT 1.DELETE FROM orders
---
-- @dialect: sqlserver
SELECT 1DELETE FROM orders
---
-- @dialect: sqlserver
SELECT 2DROP TABLE orders
---
-- @dialect: sqlserver
-- @id: multiple-statements
SELECT 1; DROP TABLE orders
---
-- @dialect: sqlserver
-- @id: multiple-statements
SELECT [a;b] FROM t; DELETE FROM t
---
-- @dialect: sqlserver
-- @id: multiple-statements
SELECT 'a\'; DELETE FROM orders
---
-- @dialect: sqlserver
-- @id: multiple-statements
SELECT "a""b"; DELETE FROM orders -- 
---
-- @dialect: sqlserver
-- @id: multiple-statements
SELECT [a]]b]; DELETE FROM orders -- ]
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT dbo.harm(1)
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT * FROM fn_dblog(NULL, NULL)
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT * FROM fn_get_audit_file('x', NULL, NULL)
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT master.dbo.f(1)
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT [dbo].[harm](1)
---
-- @dialect: sqlserver
-- @id: forbidden-function
SELECT * FROM dbo.harm(1)
---
-- @dialect: sqlserver
-- @id: forbidden-table
SELECT * FROM sys.sql_logins
---
-- @dialect: sqlserver
-- @id: forbidden-table
SELECT * FROM master..syslogins
---
-- @dialect: sqlserver
-- @id: forbidden-table
SELECT * FROM [sys].[sql_logins]
---
-- @dialect: oracle
-- @id: not-read-only
DELETE FROM orders
---
-- @dialect: oracle
-- @id: not-read-only
SELECT * FROM orders FOR UPDATE
---
-- @dialect: oracle
-- @id: not-read-only
SELECT s.NEXTVAL FROM dual
---
-- @dialect: oracle
-- @id: not-read-only
WITH FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; SELECT f FROM dual
---
-- @dialect: oracle
-- @id: not-read-only
BEGIN NULL; END;
---
-- @dialect: oracle
-- @id: not-read-only
SELECT id INTO x FROM orders
---
-- @dialect: oracle
-- @id: not-read-only
MERGE INTO orders USING dual ON (1 = 1) WHEN MATCHED THEN UPDATE SET total = 0
---
-- @dialect: oracle
-- @id: not-read-only
LOCK TABLE orders IN EXCLUSIVE MODE
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT DBMS_LOCK.SLEEP(5) FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT UTL_HTTP.REQUEST('http://example.com') FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT UTL_INADDR.GET_HOST_ADDRESS('x') FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT SYS.DBMS_XMLGEN.GETXML('SELECT 1 FROM dual') FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT HTTPURITYPE('http://example.com').GETCLOB() FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT pkg.harm(1) FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT DBMS_PIPE.RECEIVE_MESSAGE('x', 5) FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT "DBMS_LOCK"."SLEEP"(5) FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT CTXSYS.DRITHSX.SN(1, 'x') FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT DBMS_UTILITY.GET_TIME FROM dual
---
-- @dialect: oracle
-- @id: forbidden-function
SELECT ORDSYS.ORD_DICOM.GETMAPPINGXPATH('x') FROM dual
---
-- @dialect: oracle
-- @id: unknown-function
SELECT harm(1) FROM dual
---
-- @dialect: oracle
-- @id: unknown-function
SELECT harm@remote(1) FROM dual
---
-- @dialect: oracle
-- @id: multiple-statements
SELECT 1 FROM dual; DELETE FROM orders
---
-- @dialect: oracle
-- @id: multiple-statements
SELECT q'[a]' FROM dual; DELETE FROM orders
---
-- @dialect: oracle
-- @id: multiple-statements
SELECT q'!it's!' FROM dual; DELETE FROM orders
---
-- @dialect: oracle
-- @id: multiple-statements
SELECT 'a\' FROM dual; DELETE FROM orders
---
-- @dialect: oracle
-- @id: forbidden-table
SELECT password FROM sys.user$
---
-- @dialect: oracle
-- @id: forbidden-table
SELECT * FROM dba_users
---
-- @dialect: bigquery
DELETE FROM `p.d.t` WHERE TRUE
---
-- @dialect: bigquery
SELECT * FROM EXTERNAL_QUERY('c', 'DELETE FROM t')
---
-- @dialect: bigquery
SELECT 1; DROP TABLE d.t
---
-- @dialect: bigquery
EXPORT DATA OPTIONS (uri = 'gs://x') AS SELECT 1
---
-- @dialect: bigquery
CALL d.p()
---
-- @dialect: bigquery
SELECT d.f(1)
---
-- @dialect: bigquery
SELECT "a\"; DELETE FROM t WHERE TRUE; --" ; DROP TABLE x
---
-- @dialect: bigquery
SELECT '''a'''; DELETE FROM t WHERE TRUE
---
-- @dialect: bigquery
SELECT r'\'; DROP TABLE x -- '; DROP TABLE y
---
-- @dialect: bigquery
# x
SELECT 1; DROP TABLE t
---
-- @dialect: bigquery
CREATE TEMP FUNCTION f() AS (1); SELECT f()
---
-- @dialect: bigquery
EXECUTE IMMEDIATE 'DROP TABLE x'
---
-- @dialect: bigquery
DECLARE x INT64
---
-- @dialect: bigquery
MERGE d.t USING d.s ON FALSE WHEN NOT MATCHED THEN INSERT ROW
---
-- @dialect: bigquery
BEGIN SELECT 1; END
---
-- @dialect: bigquery
ASSERT TRUE
---
-- @dialect: bigquery
SELECT ML.PREDICT(MODEL m, TABLE t)
---
-- @dialect: snowflake
DELETE FROM orders
---
-- @dialect: snowflake
SELECT SYSTEM$WAIT(10)
---
-- @dialect: snowflake
SELECT system$cancel_all_queries(1)
---
-- @dialect: snowflake
SELECT s.NEXTVAL
---
-- @dialect: snowflake
SELECT 1; DROP TABLE orders
---
-- @dialect: snowflake
SELECT 'a\'; DROP TABLE orders --'; DROP TABLE x
---
-- @dialect: snowflake
SELECT $$a$$; DROP TABLE orders
---
-- @dialect: snowflake
// x
SELECT 1; DROP TABLE x
---
-- @dialect: snowflake
CALL p()
---
-- @dialect: snowflake
SELECT d.s.f(1)
---
-- @dialect: snowflake
EXECUTE IMMEDIATE $$DROP TABLE x$$
---
-- @dialect: snowflake
PUT file:///tmp/x @s
---
-- @dialect: snowflake
COPY INTO @s FROM orders
---
-- @dialect: snowflake
WITH a AS (SELECT 1) SELECT * FROM a ->> DELETE FROM orders
---
-- @dialect: snowflake
SELECT SNOWFLAKE.CORTEX.COMPLETE('x', 'y')
---
-- @dialect: snowflake
GET @s file:///tmp/
---
-- @dialect: snowflake
SELECT GET_PRESIGNED_URL(@s, 'x')
---
-- @dialect: snowflake
CREATE TABLE x AS SELECT 1
---
-- @dialect: snowflake
TRUNCATE TABLE x
---
-- @dialect: snowflake
USE ROLE accountadmin
---
-- @dialect: clickhouse
INSERT INTO t SELECT 1
---
-- @dialect: clickhouse
SELECT * FROM url('http://example.com', CSV)
---
-- @dialect: clickhouse
SELECT * FROM file('/etc/passwd')
---
-- @dialect: clickhouse
SELECT * FROM remote('h', 'd', 't')
---
-- @dialect: clickhouse
SELECT * FROM s3('x')
---
-- @dialect: clickhouse
SELECT * FROM mysql('h', 'd', 't', 'u', 'p')
---
-- @dialect: clickhouse
SELECT * FROM postgresql('h', 'd', 't', 'u', 'p')
---
-- @dialect: clickhouse
SELECT sleep(3)
---
-- @dialect: clickhouse
SELECT sleepEachRow(1) FROM t
---
-- @dialect: clickhouse
SELECT * FROM executable('x', CSV, 'a Int8')
---
-- @dialect: clickhouse
SELECT 1 INTO OUTFILE '/tmp/x'
---
-- @dialect: clickhouse
SELECT 1; DROP TABLE t
---
-- @dialect: clickhouse
SELECT 'a\'; DROP TABLE t -- '; DROP TABLE x
---
-- @dialect: clickhouse
ALTER TABLE t DELETE WHERE 1
---
-- @dialect: clickhouse
SYSTEM SHUTDOWN
---
-- @dialect: clickhouse
KILL QUERY WHERE 1
---
-- @dialect: clickhouse
SELECT * FROM jdbc('x', 'y')
---
-- @dialect: clickhouse
SELECT * FROM odbc('x', 'y')
---
-- @dialect: clickhouse
SELECT * FROM hdfs('x')
---
-- @dialect: clickhouse
SELECT * FROM system.users
---
-- @dialect: clickhouse
OPTIMIZE TABLE t
---
-- @dialect: clickhouse
SELECT 1 # x
; DROP TABLE t
---
-- @dialect: clickhouse
SELECT * FROM urlCluster('c', 'x')
---
-- @dialect: clickhouse
SELECT * FROM "url"('http://example.com')
---
-- @dialect: clickhouse
SELECT * FROM sqlite('x', 'y')
---
-- @dialect: trino
DELETE FROM orders
---
-- @dialect: trino
SELECT * FROM TABLE(system.query(query => 'DELETE FROM t'))
---
-- @dialect: trino
SELECT * FROM TABLE(pg.system.query(query => 'DELETE FROM t'))
---
-- @dialect: trino
CALL system.runtime.kill_query('x')
---
-- @dialect: trino
SELECT 1; DROP TABLE t
---
-- @dialect: trino
CREATE TABLE t AS SELECT 1
---
-- @dialect: trino
INSERT INTO t SELECT 1
---
-- @dialect: trino
SELECT c.s.f(1)
---
-- @dialect: trino
PREPARE p FROM SELECT 1
---
-- @dialect: trino
EXECUTE IMMEDIATE 'DROP TABLE t'
---
-- @dialect: trino
SELECT 'a\'; DROP TABLE t
---
-- @dialect: trino
EXPLAIN ANALYZE SELECT 1
---
-- @dialect: trino
SET SESSION x = 1
---
-- @dialect: trino
MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE
---
-- @dialect: spark
INSERT OVERWRITE t SELECT 1
---
-- @dialect: spark
SELECT java_method('java.lang.Runtime', 'exec', 'id')
---
-- @dialect: spark
SELECT reflect('java.lang.System', 'exit', 0)
---
-- @dialect: spark
SELECT TRANSFORM (a) USING 'sh -c id' AS (b) FROM t
---
-- @dialect: spark
FROM t SELECT TRANSFORM (a) USING 'cat'
---
-- @dialect: spark
SELECT * FROM csv.`/etc/passwd`
---
-- @dialect: spark
SELECT * FROM text.`file:///etc/passwd`
---
-- @dialect: spark
SELECT 1; DROP TABLE t
---
-- @dialect: spark
SELECT 'a\'; DROP TABLE t -- '
---
-- @dialect: spark
SELECT "a\"; DROP TABLE t -- "
---
-- @dialect: spark
ADD JAR 'x'
---
-- @dialect: spark
SELECT ai_query('m', 'x')
---
-- @dialect: spark
SELECT secret('a', 'b')
---
-- @dialect: spark
SELECT * FROM read_files('/x')
---
-- @dialect: spark
DROP TABLE t
---
-- @dialect: spark
CACHE TABLE t
---
-- @dialect: spark
SELECT r'\'; DROP TABLE t -- '
---
-- @dialect: spark
SELECT c.d.f(1)
---
-- @dialect: spark
SET x = 1
---
-- @dialect: spark
FROM t INSERT OVERWRITE TABLE x SELECT a
---
-- @dialect: spark
SELECT http_request('x')
---
-- @dialect: sqlite
DELETE FROM orders
---
-- @dialect: sqlite
SELECT load_extension('x')
---
-- @dialect: sqlite
SELECT writefile('/tmp/x', 'y')
---
-- @dialect: sqlite
SELECT readfile('/etc/passwd')
---
-- @dialect: sqlite
ATTACH 'x' AS y
---
-- @dialect: sqlite
PRAGMA writable_schema = 1
---
-- @dialect: sqlite
SELECT 1; DROP TABLE orders
---
-- @dialect: sqlite
WITH a AS (SELECT 1) DELETE FROM orders
---
-- @dialect: sqlite
VACUUM INTO 'x'
---
-- @dialect: sqlite
SELECT edit('x')
---
-- @dialect: sqlite
SELECT fts3_tokenizer('x')
---
-- @dialect: sqlite
CREATE TABLE x AS SELECT 1
---
-- @dialect: sqlite
REPLACE INTO orders VALUES (1)
---
-- @dialect: sqlite
SELECT [a]; DROP TABLE orders
---
-- @dialect: sqlite
SELECT 'a\'; DROP TABLE orders
---
-- @dialect: sqlite
SELECT * FROM fsdir('/')
---
-- @dialect: sqlite
BEGIN
---
-- @dialect: sqlite
WITH a AS (SELECT 1) INSERT INTO orders SELECT 1
---
-- @dialect: sqlite
REINDEX
---
-- @dialect: sqlite
ANALYZE
---
-- @dialect: sqlite
WITH a AS (SELECT 1) REPLACE INTO orders SELECT 1
---
-- @dialect: unknown
DELETE FROM orders
---
-- @dialect: unknown
SELECT 1; DELETE FROM orders
---
-- @dialect: unknown
SELECT 'a\'; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT 'a\' ; EXEC x -- '
---
-- @dialect: unknown
SELECT 1 # ' 
; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT `a`; DROP TABLE x
---
-- @dialect: unknown
SELECT 1 /*! DELETE */
---
-- @dialect: unknown
SELECT 1 -- '
; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT $$ ' $$ ; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT [ ' ] ; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT 1 // ' 
 ; DELETE FROM orders -- '
---
-- @dialect: unknown
SELECT sleep(1)
---
-- @dialect: unknown
SELECT x.f(1)
---
-- @dialect: unknown
SELECT * FROM OPENROWSET('a', 'b', 'c')
---
-- @dialect: unknown
SELECT 1 INTO t
---
-- @dialect: unknown
SELECT xp_cmdshell('x')
---
-- @dialect: unknown
SELECT 1DELETE FROM t
---
-- @dialect: unknown
SELECT /* /* */ ' */ ; DELETE FROM x -- '
---
-- @dialect: unknown
SELECT --1 ' 
 ; DELETE FROM t -- '
---
-- @dialect: unknown
SELECT {{x}}
---
-- @dialect: unknown
SELECT "a\" ; DELETE FROM t -- "
---
-- @dialect: unknown
SELECT q'[ ' ]' ; DELETE FROM t -- ]'
---
-- @dialect: unknown
SELECT url('x')
---
-- @dialect: unknown
SELECT DBMS_LOCK.SLEEP(1)
---
-- @dialect: unknown
SELECT * FROM pg_shadow
---
-- @dialect: unknown
EXPLAIN SELECT 1
---
-- @id: forbidden-function
SELECT repeat('x', 1000000000)
---
-- @id: forbidden-function
SELECT length(lpad('x', 99999999999, 'y')) FROM orders
