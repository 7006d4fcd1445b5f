-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements of other engines that only read: none may be refused.
-- @dialect: redshift
SELECT COUNT(*) FROM orders
---
-- @dialect: redshift
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: redshift
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: redshift
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: redshift
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: redshift
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: redshift
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: redshift
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: redshift
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: redshift
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: redshift
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: redshift
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: cockroachdb
SELECT COUNT(*) FROM orders
---
-- @dialect: cockroachdb
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: cockroachdb
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: cockroachdb
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: cockroachdb
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: cockroachdb
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: cockroachdb
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: cockroachdb
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: cockroachdb
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: cockroachdb
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: cockroachdb
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: cockroachdb
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: mysql
SELECT COUNT(*) FROM orders
---
-- @dialect: mysql
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: mysql
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: mysql
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: mysql
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: mysql
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: mysql
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: mysql
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: mysql
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: mysql
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: mysql
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: mysql
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: sqlserver
SELECT COUNT(*) FROM orders
---
-- @dialect: sqlserver
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: sqlserver
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: sqlserver
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: sqlserver
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: sqlserver
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: sqlserver
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: sqlserver
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: sqlserver
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: sqlserver
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: sqlserver
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: sqlserver
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: oracle
SELECT COUNT(*) FROM orders
---
-- @dialect: oracle
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: oracle
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: oracle
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: oracle
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: oracle
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: oracle
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: oracle
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: oracle
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: oracle
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: oracle
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: oracle
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: bigquery
SELECT COUNT(*) FROM orders
---
-- @dialect: bigquery
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: bigquery
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: bigquery
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: bigquery
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: bigquery
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: bigquery
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: bigquery
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: bigquery
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: bigquery
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: bigquery
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: bigquery
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: snowflake
SELECT COUNT(*) FROM orders
---
-- @dialect: snowflake
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: snowflake
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: snowflake
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: snowflake
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: snowflake
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: snowflake
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: snowflake
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: snowflake
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: snowflake
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: snowflake
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: snowflake
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: clickhouse
SELECT COUNT(*) FROM orders
---
-- @dialect: clickhouse
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: clickhouse
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: clickhouse
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: clickhouse
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: clickhouse
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: clickhouse
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: clickhouse
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: clickhouse
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: clickhouse
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: clickhouse
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: clickhouse
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: trino
SELECT COUNT(*) FROM orders
---
-- @dialect: trino
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: trino
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: trino
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: trino
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: trino
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: trino
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: trino
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: trino
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: trino
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: trino
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: trino
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: spark
SELECT COUNT(*) FROM orders
---
-- @dialect: spark
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: spark
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: spark
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: spark
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: spark
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: spark
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: spark
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: spark
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: spark
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: spark
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: spark
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: sqlite
SELECT COUNT(*) FROM orders
---
-- @dialect: sqlite
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: sqlite
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: sqlite
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: sqlite
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: sqlite
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: sqlite
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: sqlite
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: sqlite
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: sqlite
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: sqlite
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: sqlite
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: unknown
SELECT COUNT(*) FROM orders
---
-- @dialect: unknown
SELECT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
-- @dialect: unknown
SELECT c.country, SUM(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status <> 'cancelled' GROUP BY c.country HAVING SUM(o.total) > 100
---
-- @dialect: unknown
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT AVG(s) FROM m
---
-- @dialect: unknown
SELECT CASE WHEN total < 100 THEN 'small' ELSE 'large' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total < 100 THEN 'small' ELSE 'large' END
---
-- @dialect: unknown
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC) AS place FROM orders
---
-- @dialect: unknown
SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_id = o.id) AND o.note LIKE '%delete from; drop%'
---
-- @dialect: unknown
SELECT 'INSERT INTO x; DELETE FROM y' AS text -- update nothing
FROM orders
---
-- @dialect: unknown
/* create a report; drop nothing */ SELECT COALESCE(SUM(total), 0) / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: unknown
SELECT created, t.deleted, t.updated_at, last_update, into_stock FROM t
---
-- @dialect: unknown
(SELECT 1 AS a) UNION ALL (SELECT 2)
---
-- @dialect: unknown
SELECT SUM(o.total) AS "insert" FROM orders o WHERE o.ordered_at BETWEEN '2024-01-01' AND '2024-12-31'
---
-- @dialect: redshift
SELECT TOP 10 id, total FROM orders ORDER BY total DESC
---
-- @dialect: redshift
SELECT DATEADD(day, -7, GETDATE())
---
-- @dialect: redshift
SELECT DATEDIFF(day, ordered_at, GETDATE()) AS age FROM orders
---
-- @dialect: redshift
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM products
---
-- @dialect: redshift
SELECT NVL(total, 0), NVL2(note, 1, 0), DECODE(status, 'a', 1, 0) FROM orders
---
-- @dialect: redshift
SELECT APPROXIMATE COUNT(DISTINCT customer_id) FROM orders
---
-- @dialect: redshift
SELECT id, total FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY id) = 1
---
-- @dialect: redshift
SELECT json_extract_path_text(payload, 'a') FROM events
---
-- @dialect: redshift
SELECT MEDIAN(total) FROM orders
---
-- @dialect: redshift
SELECT DATE_TRUNC('month', ordered_at), SUM(total)::numeric(10, 2) FROM analytics.orders GROUP BY 1
---
-- @dialect: redshift
SELECT RATIO_TO_REPORT(total) OVER () FROM orders
---
-- @dialect: redshift
SELECT * EXCLUDE id FROM orders
---
-- @dialect: redshift
SELECT regexp_substr(name, '[a-z]+') FROM products
---
-- @dialect: redshift
SELECT * FROM (SELECT quarter, total FROM orders) PIVOT (SUM(total) FOR quarter IN ('Q1', 'Q2'))
---
-- @dialect: cockroachdb
SELECT count(*) FROM orders AS OF SYSTEM TIME '-10s'
---
-- @dialect: cockroachdb
SELECT * FROM orders@primary WHERE id = 1
---
-- @dialect: cockroachdb
SELECT experimental_strftime(ordered_at, '%Y') FROM orders
---
-- @dialect: cockroachdb
SELECT date_trunc('day', ordered_at), count(*) FROM orders GROUP BY 1
---
-- @dialect: cockroachdb
SELECT array_agg(id) FROM orders
---
-- @dialect: mysql
SELECT DATE_FORMAT(ordered_at, '%Y-%m') AS month, SUM(total) FROM orders GROUP BY DATE_FORMAT(ordered_at, '%Y-%m')
---
-- @dialect: mysql
SELECT `order`.`total` FROM `order` WHERE `key` = 'x'
---
-- @dialect: mysql
SELECT IFNULL(total, 0), IF(total > 5, 'a', 'b') FROM orders LIMIT 5, 10
---
-- @dialect: mysql
SELECT GROUP_CONCAT(DISTINCT name ORDER BY name SEPARATOR ', ') FROM products
---
-- @dialect: mysql
SELECT COUNT(*) FROM orders WHERE ordered_at >= DATE_SUB(CURDATE(), INTERVAL 30 DAY)
---
-- @dialect: mysql
SELECT REPLACE(name, 'a', 'b'), INSERT(name, 1, 2, 'x'), TRUNCATE(total, 1), LEFT(name, 3) FROM products
---
-- @dialect: mysql
SELECT 'it\'s', "a \" b" FROM orders
---
-- @dialect: mysql
SELECT YEAR(ordered_at), MONTH(ordered_at), COUNT(*) FROM orders GROUP BY YEAR(ordered_at), MONTH(ordered_at) WITH ROLLUP
---
-- @dialect: mysql
SELECT JSON_EXTRACT(payload, '$.a.b'), payload->>'$.a' FROM events
---
-- @dialect: mysql
SELECT TIMESTAMPDIFF(DAY, ordered_at, NOW()), UNIX_TIMESTAMP(ordered_at) FROM orders # remark
---
-- @dialect: mysql
SELECT a.id -- remark
FROM orders a
---
-- @dialect: mysql
SELECT STR_TO_DATE('2024', '%Y'), CAST(total AS DECIMAL(10, 2)), CONVERT(total, CHAR) FROM orders
---
-- @dialect: mysql
SELECT x.a FROM (SELECT 1 AS a) AS x (a)
---
-- @dialect: mysql
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n
---
-- @dialect: mysql
SELECT @rank := @rank + 1 AS place, name FROM products
---
-- @dialect: mysql
SELECT /*+ MAX_EXECUTION_TIME(1000) */ COUNT(*) FROM orders
---
-- @dialect: mysql
SELECT COUNT(*) FROM orders FORCE INDEX (ix_date) WHERE total > 5
---
-- @dialect: mysql
SELECT COUNT(*) FROM shop.orders PARTITION (p0)
---
-- @dialect: mysql
SELECT MATCH (name) AGAINST ('x' IN BOOLEAN MODE) FROM products
---
-- @dialect: mysql
SELECT SUM(total) OVER w FROM orders WINDOW w AS (ORDER BY id)
---
-- @dialect: mysql
SELECT COUNT(*) FROM orders WHERE (a, b) IN ((1, 2), (3, 4)) AND NOT (c = 1) OR (d = 2)
---
-- @dialect: mysql
SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) AS t
---
-- @dialect: mysql
SELECT VAR_POP(total), STDDEV(total), BIT_OR(flags), ANY_VALUE(note) FROM orders
---
-- @dialect: mysql
VALUES ROW(1, 2)
---
-- @dialect: mysql
SELECT _utf8mb4'x' COLLATE utf8mb4_bin, 0x41, b'101' FROM dual
---
-- @dialect: mysql
SELECT update_time FROM information_schema.tables
---
-- @dialect: mysql
SELECT LEAST(1, 2), GREATEST(1, 2), COALESCE(NULL, 1), DAYOFWEEK(NOW()), WEEKDAY(NOW()), LAST_DAY(NOW()), QUARTER(NOW()) FROM dual
---
-- @dialect: sqlserver
SELECT TOP 10 [id], [total] FROM [dbo].[orders] ORDER BY [total] DESC
---
-- @dialect: sqlserver
SELECT TOP (10) WITH TIES id FROM orders ORDER BY total
---
-- @dialect: sqlserver
SELECT DATEADD(day, -7, GETDATE()), DATEDIFF(day, ordered_at, GETDATE()) FROM dbo.orders
---
-- @dialect: sqlserver
SELECT COUNT(*) FROM dbo.orders WITH (NOLOCK)
---
-- @dialect: sqlserver
SELECT COUNT(*) FROM dbo.orders (NOLOCK) WHERE total > 5
---
-- @dialect: sqlserver
SELECT ISNULL(total, 0), IIF(total > 5, 1, 0), CONVERT(date, ordered_at, 112), TRY_CAST(x AS int), FORMAT(ordered_at, 'yyyy-MM') FROM orders
---
-- @dialect: sqlserver
SELECT STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM products
---
-- @dialect: sqlserver
SELECT id FROM orders ORDER BY id OFFSET 10 ROWS FETCH NEXT 10 ROWS ONLY
---
-- @dialect: sqlserver
SELECT o.id, x.total FROM orders o CROSS APPLY (SELECT SUM(total) AS total FROM items i WHERE i.order_id = o.id) AS x
---
-- @dialect: sqlserver
SELECT EOMONTH(ordered_at), DATEPART(week, ordered_at), YEAR(ordered_at) FROM orders
---
-- @dialect: sqlserver
SELECT [delete], [update] FROM [insert].[drop]
---
-- @dialect: sqlserver
SELECT * FROM (SELECT status, total FROM orders) AS s PIVOT (SUM(total) FOR status IN ([paid], [open])) AS p
---
-- @dialect: sqlserver
SELECT x.value('(/a)[1]', 'int') FROM t CROSS APPLY doc.nodes('/a') AS n(x)
---
-- @dialect: sqlserver
SELECT N'text', 0x41, $1.5 FROM dbo.orders
---
-- @dialect: sqlserver
SELECT COUNT_BIG(*) FROM orders INNER MERGE JOIN items ON orders.id = items.order_id
---
-- @dialect: sqlserver
SELECT a.b FROM srv.db.dbo.a AS a OPTION (MERGE JOIN, MAXDOP 1)
---
-- @dialect: sqlserver
SELECT JSON_VALUE(payload, '$.a') FROM events FOR JSON PATH
---
-- @dialect: sqlserver
SELECT name FROM sys.tables
---
-- @dialect: sqlserver
SELECT * FROM orders FOR SYSTEM_TIME AS OF '2024-01-01'
---
-- @dialect: sqlserver
WITH a (x, y) AS (SELECT 1, 2) SELECT x FROM a
---
-- @dialect: oracle
SELECT TO_CHAR(ordered_at, 'YYYY-MM'), SUM(total) FROM orders GROUP BY TO_CHAR(ordered_at, 'YYYY-MM')
---
-- @dialect: oracle
SELECT NVL(total, 0), NVL2(note, 1, 0), DECODE(status, 'a', 1, 0) FROM orders
---
-- @dialect: oracle
SELECT SYSDATE - 7, TRUNC(SYSDATE, 'MM'), ADD_MONTHS(SYSDATE, -1), MONTHS_BETWEEN(a, b) FROM dual
---
-- @dialect: oracle
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM products
---
-- @dialect: oracle
SELECT * FROM orders WHERE ROWNUM <= 10
---
-- @dialect: oracle
SELECT * FROM orders FETCH FIRST 10 ROWS ONLY
---
-- @dialect: oracle
SELECT q'[it's]' FROM dual
---
-- @dialect: oracle
SELECT id, LEVEL FROM t START WITH parent IS NULL CONNECT BY PRIOR id = parent
---
-- @dialect: oracle
SELECT SUM(total) KEEP (DENSE_RANK FIRST ORDER BY ordered_at) FROM orders
---
-- @dialect: oracle
SELECT COUNT(*) FROM hr.orders WHERE ordered_at >= TO_DATE('2024-01-01', 'YYYY-MM-DD') AND (a) IN (1, 2) OR (b = 1)
---
-- @dialect: oracle
SELECT EXTRACT(YEAR FROM ordered_at), CAST(total AS NUMBER(10, 2)) FROM orders
---
-- @dialect: oracle
SELECT MEDIAN(total), RATIO_TO_REPORT(total) OVER (), STDDEV(total) FROM orders
---
-- @dialect: oracle
SELECT JSON_VALUE(doc, '$.a' RETURNING NUMBER) FROM t
---
-- @dialect: oracle
SELECT x.a FROM XMLTABLE('/a' PASSING doc COLUMNS a NUMBER PATH 'b') x
---
-- @dialect: oracle
SELECT * FROM (SELECT status, total FROM orders) PIVOT (SUM(total) FOR status IN ('a' AS a, 'b' AS b))
---
-- @dialect: oracle
WITH a (x) AS (SELECT 1 FROM dual) SELECT x FROM a
---
-- @dialect: oracle
SELECT REGEXP_SUBSTR(name, '[a-z]+', 1, 1), INSTR(name, 'a'), SUBSTR(name, 1, 2) FROM products
---
-- @dialect: oracle
SELECT DBMS_RANDOM.VALUE FROM dual
---
-- @dialect: oracle
SELECT COUNT(*) FROM orders@archive
---
-- @dialect: oracle
SELECT NUMTODSINTERVAL(1, 'DAY'), INTERVAL '1' DAY FROM dual
---
-- @dialect: bigquery
SELECT DATE_TRUNC(DATE(ordered_at), MONTH) AS month, COUNT(*) FROM `p.shop.orders` GROUP BY month
---
-- @dialect: bigquery
SELECT COUNTIF(total > 5), SAFE_DIVIDE(SUM(a), SUM(b)), APPROX_QUANTILES(total, 100)[OFFSET(50)] FROM shop.orders
---
-- @dialect: bigquery
SELECT * EXCEPT (id), t.a.b FROM shop.orders AS t, UNNEST(items) AS item WITH OFFSET
---
-- @dialect: bigquery
SELECT "a 'b' \"c\"", 'it\'s', r'\d+', '''x'y''', """x"y""" FROM t
---
-- @dialect: bigquery
SELECT SAFE.PARSE_DATE('%Y', x), NET.HOST(url), HLL_COUNT.MERGE(h) FROM t # remark
---
-- @dialect: bigquery
SELECT STRUCT(1 AS a), ARRAY<INT64>[1, 2], [1, 2], [[1], [2]] FROM t
---
-- @dialect: bigquery
SELECT IFNULL(a, 0), IF(a > 0, 1, 0), DATE_SUB(CURRENT_DATE(), INTERVAL 7 DAY), TIMESTAMP_DIFF(a, b, HOUR) FROM t
---
-- @dialect: bigquery
SELECT id FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) = 1
---
-- @dialect: bigquery
SELECT FORMAT_DATE('%Y-%m', d), EXTRACT(YEAR FROM d), GENERATE_UUID() FROM t
---
-- @dialect: bigquery
SELECT COUNT(*) FROM `region-eu`.INFORMATION_SCHEMA.TABLES
---
-- @dialect: bigquery
SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR)
---
-- @dialect: bigquery
SELECT t.update, t.delete FROM t
---
-- @dialect: bigquery
SELECT JSON_VALUE(doc, '$.a'), STRING_AGG(name ORDER BY name) FROM t
---
-- @dialect: bigquery
SELECT COUNT(DISTINCT user_pseudo_id) FROM `p.analytics_1.events_*` WHERE _TABLE_SUFFIX BETWEEN '20240101' AND '20240131'
---
-- @dialect: snowflake
SELECT DATE_TRUNC('month', ordered_at), COUNT(*) FROM shop.public.orders GROUP BY 1
---
-- @dialect: snowflake
SELECT payload:a.b::string, f.value FROM events, LATERAL FLATTEN(input => payload:items) f
---
-- @dialect: snowflake
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) = 1
---
-- @dialect: snowflake
SELECT IFF(a > 0, 1, 0), ZEROIFNULL(a), DIV0(a, b), DATEADD(day, -7, CURRENT_DATE()), DATEDIFF('day', a, b) FROM t
---
-- @dialect: snowflake
SELECT $$it's$$, 'it\'s', 'it''s' FROM t // remark
---
-- @dialect: snowflake
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name), MEDIAN(total), ARRAY_AGG(OBJECT_CONSTRUCT('a', a)) FROM t
---
-- @dialect: snowflake
SELECT * FROM t AT (OFFSET => -60)
---
-- @dialect: snowflake
SELECT * FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY())
---
-- @dialect: snowflake
SELECT * FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))
---
-- @dialect: snowflake
SELECT * FROM t PIVOT (SUM(total) FOR m IN ('a', 'b')) AS p
---
-- @dialect: snowflake
SELECT $1, $2 FROM VALUES (1, 2)
---
-- @dialect: snowflake
SELECT t."Order" FROM "Orders" t SAMPLE (10)
---
-- @dialect: snowflake
SELECT * EXCLUDE (id) FROM t
---
-- @dialect: snowflake
SELECT TRY_TO_NUMBER(a), TO_VARCHAR(d, 'YYYY-MM'), NVL(a, 0) FROM t
---
-- @dialect: clickhouse
SELECT toStartOfMonth(ordered_at) AS month, count() FROM orders GROUP BY month
---
-- @dialect: clickhouse
SELECT uniqExact(user_id), quantile(0.5)(total), countIf(total > 5), sumIf(a, b = 1) FROM orders
---
-- @dialect: clickhouse
SELECT arrayMap(x -> x + 1, [1, 2]), tuple(1, 2).1, {'a': 1} FROM t
---
-- @dialect: clickhouse
SELECT `a`, "b", 'it\'s' FROM t FINAL PREWHERE a > 0 SETTINGS max_threads = 4
---
-- @dialect: clickhouse
SELECT * FROM t ARRAY JOIN items AS item LIMIT 5 BY id
---
-- @dialect: clickhouse
SELECT toDate(now()) - INTERVAL 7 DAY, dateDiff('day', a, b), formatDateTime(a, '%Y-%m') FROM t FORMAT JSON
---
-- @dialect: clickhouse
SELECT argMax(a, b), groupArray(a), any(c) FROM t WHERE a IN (SELECT b FROM u) # remark
---
-- @dialect: clickhouse
SELECT * FROM numbers(10)
---
-- @dialect: clickhouse
SELECT truncate(a, 1), replace(b, 'x', 'y'), dictGet('d', 'a', toUInt64(1)) FROM t
---
-- @dialect: clickhouse
SELECT if(a > 0, 1, 0), multiIf(a = 1, 'x', 'y') FROM t SAMPLE 0.1
---
-- @dialect: clickhouse
SELECT count() FROM merge('db', '^t')
---
-- @dialect: clickhouse
SELECT * FROM system.parts
---
-- @dialect: clickhouse
SELECT [[1, 2], [3]] AS matrix
---
-- @dialect: trino
SELECT date_trunc('month', ordered_at), count(*) FROM hive.shop.orders GROUP BY 1
---
-- @dialect: trino
SELECT approx_percentile(total, 0.5), approx_distinct(id), count_if(total > 5) FROM orders
---
-- @dialect: trino
SELECT * FROM orders CROSS JOIN UNNEST(items) AS t (item)
---
-- @dialect: trino
SELECT transform(ARRAY[1], x -> x + 1), try(1 / 0), try_cast(a AS bigint) FROM t
---
-- @dialect: trino
SELECT date_add('day', -7, current_date), date_diff('day', a, b), date_format(a, '%Y-%m') FROM t
---
-- @dialect: trino
SELECT json_extract_scalar(doc, '$.a'), element_at(m, 'a') FROM t
---
-- @dialect: trino
SELECT a FROM t TABLESAMPLE BERNOULLI (10)
---
-- @dialect: trino
SELECT "update", "delete" FROM "drop" FETCH FIRST 5 ROWS ONLY
---
-- @dialect: trino
SELECT * FROM TABLE(sequence(1, 10))
---
-- @dialect: trino
SELECT 'it''s', U&'\00e4' FROM t
---
-- @dialect: trino
SELECT listagg(name, ',') WITHIN GROUP (ORDER BY name) FROM t
---
-- @dialect: trino
SELECT truncate(1.5), year(a), week(a), from_unixtime(b) FROM t
---
-- @dialect: spark
SELECT date_trunc('MONTH', ordered_at), count(*) FROM shop.orders GROUP BY 1
---
-- @dialect: spark
SELECT `a`, 'it\'s', "text", 10L, 1.5BD FROM t
---
-- @dialect: spark
SELECT transform(array(1), x -> x + 1), explode(items), collect_list(a) FROM t
---
-- @dialect: spark
SELECT * FROM t LATERAL VIEW explode(items) e AS item
---
-- @dialect: spark
SELECT date_sub(current_date(), 7), datediff(a, b), date_format(a, 'yyyy-MM') FROM t
---
-- @dialect: spark
SELECT percentile_approx(total, 0.5), count_if(a > 0), any_value(b) FROM t
---
-- @dialect: spark
SELECT a FROM t JOIN u USING (id)
---
-- @dialect: spark
SELECT get_json_object(doc, '$.a'), doc:a.b FROM t
---
-- @dialect: spark
SELECT a FROM t TABLESAMPLE (10 PERCENT)
---
-- @dialect: spark
SELECT /*+ BROADCAST(t) */ a FROM t
---
-- @dialect: spark
SELECT * FROM main.shop.orders VERSION AS OF 3
---
-- @dialect: spark
SELECT id FROM t QUALIFY row_number() OVER (ORDER BY a) = 1
---
-- @dialect: sqlite
SELECT strftime('%Y-%m', ordered_at) AS month, count(*) FROM orders GROUP BY month
---
-- @dialect: sqlite
SELECT [a], `b`, "c" FROM t LIMIT 5 OFFSET 10
---
-- @dialect: sqlite
SELECT ifnull(a, 0), iif(a > 0, 1, 0), date('now', '-7 days'), julianday(a) - julianday(b) FROM t
---
-- @dialect: sqlite
SELECT group_concat(name, ', '), total(a), json_extract(doc, '$.a') FROM t
---
-- @dialect: sqlite
SELECT replace(a, 'x', 'y'), printf('%d', b), a GLOB 'x*' FROM t
---
-- @dialect: sqlite
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n
---
-- @dialect: sqlite
SELECT sum(a) FILTER (WHERE b) FROM t
---
-- @dialect: sqlite
SELECT value FROM json_each('[1, 2]')
---
-- @dialect: sqlite
SELECT doc ->> '$.a', doc -> 'b' FROM t
---
-- @dialect: sqlite
VALUES (1), (2)
---
-- @dialect: unknown
SELECT a - b, a/b, a*b FROM t -- remark
---
-- @dialect: unknown
SELECT x.y.z FROM x.y
---
-- @dialect: unknown
SELECT CAST(a AS DECIMAL(10, 2)) FROM t
---
-- @dialect: unknown
SELECT "a", 'b' FROM "t"
---
-- @dialect: unknown
WITH a (x) AS (SELECT 1) SELECT x FROM a
---
-- @dialect: mysql
SELECT audit_log_id, keyring_count FROM audit_log_entries
---
-- @dialect: mysql
SELECT x MEMBER OF ('[1]') FROM t
---
-- @dialect: mysql
SELECT SQL_CALC_FOUND_ROWS (a) FROM t
---
-- @dialect: mysql
SELECT CAST(a AS CHAR(10)), CAST(b AS BINARY(16)) FROM t
---
-- @dialect: mysql
SELECT AVG(IF(a = 1, 1, 0)) * 100 FROM t WHERE DATE(created) = CURDATE()
---
-- @dialect: mysql
SELECT COUNT(DISTINCT IF(a > 0, b, NULL)) FROM t
---
-- @dialect: mysql
SELECT TIME_TO_SEC(TIMEDIFF(a, b)), SEC_TO_TIME(5), MAKEDATE(2024, 1) FROM t
---
-- @dialect: mysql
SELECT PERIOD_DIFF(1, 2), ELT(1, 'a'), FIELD('a', 'b'), FIND_IN_SET('a', 'b') FROM t
---
-- @dialect: sqlserver
SELECT xp_points, sp_price FROM players
---
-- @dialect: sqlserver
SELECT COUNT(*) FROM sp_orders AS o WHERE o.xp_level > 5
---
-- @dialect: sqlserver
SELECT * FROM OPENJSON(@j) WITH (a int '$.a')
---
-- @dialect: sqlserver
SELECT value FROM STRING_SPLIT('a,b', ',')
---
-- @dialect: sqlserver
SELECT @@VERSION
---
-- @dialect: sqlserver
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) OVER () FROM orders
---
-- @dialect: sqlserver
SELECT STUFF((SELECT ',' + name FROM t FOR XML PATH('')), 1, 1, '')
---
-- @dialect: sqlserver
SELECT COALESCE(SUM(CASE WHEN a = 1 THEN 1 END), 0) * 100.0 / NULLIF(COUNT(*), 0) FROM orders
---
-- @dialect: sqlserver
SELECT DATEFROMPARTS(2024, 1, 1), DATENAME(month, d), SWITCHOFFSET(d, '+00:00') FROM t
---
-- @dialect: oracle
SELECT CAST(a AS VARCHAR2(10)), CAST(b AS NUMBER) FROM t
---
-- @dialect: oracle
SELECT * FROM t AS OF SCN (1)
---
-- @dialect: oracle
SELECT TO_CHAR(d, 'IW'), NEXT_DAY(d, 'MONDAY'), LAST_DAY(d) FROM t
---
-- @dialect: oracle
SELECT utl_name, dbms_count FROM t
---
-- @dialect: oracle
SELECT COUNT(*) FROM t PARTITION (p1)
---
-- @dialect: unknown
SELECT xp_points FROM players
---
-- @dialect: unknown
SELECT sp_price, audit_log_id FROM t
---
-- @dialect: unknown
SELECT COUNT(*) * 100.0 / NULLIF(SUM(a), 0) FROM t
