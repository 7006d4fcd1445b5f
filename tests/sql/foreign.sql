-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements in other dialects. After repairing, PostgreSQL must give the value (@value: all columns
-- # of all rows with “|” between), or the same rows as another statement (@same), that says the same.
-- @value: 365
SELECT DATEDIFF('2024-12-31', '2024-01-01')
---
-- @value: 366
SELECT DATEDIFF(day, '2024-01-01', '2025-01-01')
---
-- @value: 1|1|0|-1
SELECT DATEDIFF(month, '2024-01-31', '2024-02-01'), DATEDIFF('month', '2024-01-31', '2024-02-01'), DATEDIFF(MONTH, '2024-02-01', '2024-02-29'), DATEDIFF(mm, '2024-02-01', '2024-01-31')
---
-- @value: 1|4|5
SELECT DATEDIFF(year, '2023-12-31', '2024-01-01'), DATEDIFF(quarter, '2023-01-01', '2024-03-31'), DATEDIFF(qq, '2023-01-01', '2024-04-01')
---
-- @value: 1|25|61
SELECT DATEDIFF(hour, '2024-01-01 10:59:00', '2024-01-01 11:01:00'), DATEDIFF(hh, '2024-01-01 00:00:00', '2024-01-02 01:30:00'), DATEDIFF(minute, '2024-01-01 10:00:59', '2024-01-01 11:01:00')
---
-- @value: 3600
SELECT DATEDIFF(second, '2024-01-01 10:00:00', '2024-01-01 11:00:00')
---
-- @value: 1
SELECT DATEDIFF(week, '2024-01-07', '2024-01-08')
---
-- @same: SELECT sum(ended_at::date - started_at::date) FROM sessions
SELECT SUM(DATEDIFF(ended_at, started_at)) FROM sessions
---
-- @value: 59|1
SELECT DATE_DIFF(DATE '2024-02-29', DATE '2024-01-01', DAY), DATE_DIFF(DATE '2024-02-01', DATE '2024-01-31', MONTH)
---
-- @value: 14
SELECT date_diff('day', DATE '2024-03-01', DATE '2024-03-15')
---
-- @value: 1|0|11|0|1
SELECT TIMESTAMPDIFF(MONTH, '2024-01-15', '2024-02-15'), TIMESTAMPDIFF(MONTH, '2024-01-15', '2024-02-14'), TIMESTAMPDIFF(MONTH, '2024-01-15', '2025-01-14'), TIMESTAMPDIFF(YEAR, '2024-01-15', '2025-01-14'), TIMESTAMPDIFF(YEAR, '2024-01-15', '2025-01-15')
---
-- @value: 1|47|2
SELECT TIMESTAMPDIFF(DAY, '2024-01-01 12:00:00', '2024-01-03 11:00:00'), TIMESTAMPDIFF(HOUR, '2024-01-01 12:00:00', '2024-01-03 11:59:00'), TIMESTAMPDIFF(WEEK, '2024-01-01', '2024-01-15')
---
-- @value: 90|5400
SELECT TIMESTAMP_DIFF(TIMESTAMP '2024-01-01 11:30:00', TIMESTAMP '2024-01-01 10:00:00', MINUTE), TIMESTAMPDIFF(SECOND, '2024-01-01 10:00:00', '2024-01-01 11:30:00')
---
-- @same: SELECT round(avg(extract(epoch FROM closed_at - opened_at)) / 3600, 2) FROM tickets
SELECT ROUND(AVG(TIMESTAMPDIFF(SECOND, opened_at, closed_at)) / 3600, 2) FROM tickets
---
-- @value: 2
SELECT TIMESTAMPDIFF(QUARTER, '2024-01-01', '2024-08-15')
---
-- @value: 1.00000000000000000000
SELECT MONTHS_BETWEEN(DATE '2024-03-15', DATE '2024-02-15')
---
-- @value: 2024-01-31 00:00:00|2024-01-01 00:00:00
SELECT DATE_ADD('2024-01-01', INTERVAL 30 DAY), DATE_SUB('2024-01-31', INTERVAL 30 DAY)
---
-- @value: 2024-04-30 00:00:00|2023-10-31 00:00:00
SELECT DATE_ADD('2024-01-31', INTERVAL 1 QUARTER), DATE_SUB('2024-01-31', INTERVAL 1 QUARTER)
---
-- @value: 2024-01-02 01:30:00
SELECT DATE_ADD('2024-01-01 23:00:00', INTERVAL 150 MINUTE)
---
-- @value: 2024-01-15 00:00:00|2023-12-25 00:00:00
SELECT DATE_ADD(DATE '2024-01-01', INTERVAL 2 WEEK), ADDDATE('2024-01-01', INTERVAL -1 WEEK)
---
-- @value: 2024-03-02 00:00:00
SELECT DATE_ADD('2024-03-01', INTERVAL (3 - 2) DAY)
---
-- @value: 2024-02-01 00:00:00|2023-12-01 00:00:00
SELECT DATEADD(month, 1, '2024-01-01'), DATEADD(MONTH, -1, '2024-01-01')
---
-- @value: 2024-01-08 00:00:00|2024-07-01 00:00:00|2026-01-01 00:00:00
SELECT DATEADD(week, 1, DATE '2024-01-01'), DATEADD(quarter, 2, DATE '2024-01-01'), DATEADD(yy, 2, DATE '2024-01-01')
---
-- @value: 2024-01-01 05:00:00
SELECT TIMESTAMPADD(HOUR, 5, '2024-01-01 00:00:00')
---
-- @value: 2024-04-30 00:00:00
SELECT ADD_MONTHS(DATE '2024-01-31', 3)
---
-- @value: 2024-01-06 00:00:00|2023-12-27 00:00:00
SELECT DATE_ADD(DATE '2024-01-01', 5), DATE_SUB(DATE '2024-01-01', 5)
---
-- @value: 2023-12-25 00:00:00
SELECT date_add('day', -7, DATE '2024-01-01')
---
-- @value: 2024-01-01 12:00:00
SELECT TIMESTAMP_ADD(TIMESTAMP '2024-01-01 10:00:00', INTERVAL 2 HOUR)
---
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= CURRENT_DATE - interval '1000 days'
SELECT COUNT(*) FROM orders WHERE ordered_at >= DATE_SUB(CURDATE(), INTERVAL 1000 DAY)
---
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= now() - interval '24 months'
SELECT COUNT(*) FROM orders WHERE ordered_at >= DATEADD(month, -24, GETDATE())
---
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= now() - interval '800 days'
SELECT COUNT(*) FROM orders WHERE ordered_at >= NOW() - INTERVAL 800 DAY
---
-- @value: 2024-02-29|2023-12-31
SELECT LAST_DAY('2024-02-10'), LAST_DAY(DATE '2023-12-31')
---
-- @value: 2024-02-29|2024-03-31
SELECT EOMONTH('2024-02-10'), EOMONTH('2024-02-10', 1)
---
-- @value: 2024-02-01
SELECT MAKEDATE(2024, 32)
---
-- @value: 2024-05-06
SELECT DATEFROMPARTS(2024, 5, 6)
---
-- @value: 2024|3|10|9|14|30|45|4
SELECT YEAR(x), MONTH(x), WEEK(x, 3), DAY(x), HOUR(x), MINUTE(x), SECOND(x), QUARTER(y) FROM (SELECT TIMESTAMP '2024-03-09 14:30:45' AS x, DATE '2024-12-01' AS y) AS t
---
-- @value: 10|69|9
SELECT WEEKOFYEAR('2024-03-09'), DAYOFYEAR('2024-03-09'), DAYOFMONTH('2024-03-09')
---
-- @value: 7|5|1|0
SELECT DAYOFWEEK('2024-03-09'), WEEKDAY('2024-03-09'), DAYOFWEEK('2024-03-10'), WEEKDAY('2024-03-11')
---
-- @value: 202410
SELECT YEARWEEK('2024-03-09', 3)
---
-- @value: 2024|3|7|69
SELECT DATEPART(year, d), DATEPART(mm, d), DATEPART(weekday, d), DATEPART(dayofyear, d) FROM (SELECT DATE '2024-03-09' AS d) AS t
---
-- @value: March|Saturday|2024
SELECT DATENAME(month, d), DATENAME(weekday, d), DATENAME(year, d) FROM (SELECT DATE '2024-03-09' AS d) AS t
---
-- @value: March|Saturday
SELECT MONTHNAME('2024-03-09'), DAYNAME('2024-03-09')
---
-- @same: SELECT extract(year FROM ordered_at), count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT YEAR(ordered_at) AS y, COUNT(*) FROM orders GROUP BY YEAR(ordered_at) ORDER BY YEAR(ordered_at)
---
-- @value: 2024-03-01 00:00:00|2024-03-04 00:00:00
SELECT DATE_TRUNC(TIMESTAMP '2024-03-09 14:00:00', MONTH), DATE_TRUNC(TIMESTAMP '2024-03-09 14:00:00', WEEK(MONDAY))
---
-- @value: 2024-01-01 00:00:00
SELECT DATE_TRUNC(quarter, TIMESTAMP '2024-03-09 14:00:00')
---
-- @value: 2024-03-09 14:00:00
SELECT TIMESTAMP_TRUNC(TIMESTAMP '2024-03-09 14:20:00', HOUR)
---
-- @value: 2024-03-01 00:00:00|2024-01-01 00:00:00|2024-03-09 00:00:00|2024-01-01 00:00:00
SELECT TRUNC(x, 'MM'), TRUNC(x, 'YYYY'), TRUNC(x, 'DD'), TRUNC(x, 'Q') FROM (SELECT TIMESTAMP '2024-03-09 14:20:00' AS x) AS t
---
-- @same: SELECT ordered_at::date, count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT TRUNC(ordered_at) AS d, COUNT(*) FROM orders GROUP BY TRUNC(ordered_at) ORDER BY 1
---
-- @value: 2024-03-01|2024-01-01
SELECT toStartOfMonth(DATE '2024-03-09'), toStartOfYear(DATE '2024-03-09')
---
-- @value: 202403
SELECT toYYYYMM(DATE '2024-03-09')
---
-- @value: 2024-03|09/03/24|March 9, 2024|14:30:45|Sat
SELECT DATE_FORMAT(x, '%Y-%m'), DATE_FORMAT(x, '%d/%m/%y'), DATE_FORMAT(x, '%M %e, %Y'), DATE_FORMAT(x, '%H:%i:%s'), DATE_FORMAT(x, '%a') FROM (SELECT TIMESTAMP '2024-03-09 14:30:45' AS x) AS t
---
-- @value: 2024-03-01|week 10 of 2024
SELECT DATE_FORMAT('2024-03-09', '%Y-%m-01'), DATE_FORMAT('2024-03-09', 'week %v of %x')
---
-- @value: 2024-03|09.03.2024
SELECT DATE_FORMAT(DATE '2024-03-09', 'yyyy-MM'), FORMAT(DATE '2024-03-09', 'dd.MM.yyyy')
---
-- @value: 2024-03|14:30|2024|10
SELECT strftime('%Y-%m', x), strftime('%H:%M', x), strftime('%Y', x), strftime('%V', x) FROM (SELECT TIMESTAMP '2024-03-09 14:30:45' AS x) AS t
---
-- @value: 6|1709944200
SELECT strftime('%w', '2024-03-09'), strftime('%s', '2024-03-09 00:30:00')
---
-- @value: 2024-03-01|2024-04-09
SELECT date('2024-03-09', 'start of month'), date('2024-03-09', '+1 month')
---
-- @value: 2024-03-09 12:00:00
SELECT datetime('2024-03-09 14:00:00', '-2 hours')
---
-- @value: 31.000000000000
SELECT julianday('2024-02-01') - julianday('2024-01-01')
---
-- @value: Mar 2024
SELECT FORMAT_DATE('%b %Y', DATE '2024-03-09')
---
-- @value: 2024-03-09 14:30
SELECT FORMAT_TIMESTAMP('%Y-%m-%d %H:%M', TIMESTAMP '2024-03-09 14:30:45')
---
-- @value: 2024-03-09|2024-03-09 14:30:00
SELECT STR_TO_DATE('09/03/2024', '%d/%m/%Y'), STR_TO_DATE('2024-03-09 14:30', '%Y-%m-%d %H:%i')
---
-- @value: 2024-03-09
SELECT PARSE_DATE('%Y%m%d', '20240309')
---
-- @value: 1704067200
SELECT UNIX_TIMESTAMP('2024-01-01 00:00:00')
---
-- @value: 2024-01-01 00:00:00+00|2024-01
SELECT FROM_UNIXTIME(1704067200), FROM_UNIXTIME(1704067200, '%Y-%m')
---
-- @value: 2024-01-01 00:00:00+00
SELECT TIMESTAMP_SECONDS(1704067200)
---
-- @value: 2024-01-01 21:00:00
SELECT CONVERT_TZ('2024-01-01 12:00:00', '+00:00', '+09:00')
---
-- @value: 2024-01-01 21:00:00
SELECT CONVERT_TIMEZONE('UTC', 'Asia/Seoul', TIMESTAMP '2024-01-01 12:00:00')
---
-- @value: 2024-03|2024-03-09|20240309|09/03/2024|2024-03-09 14:30:45
SELECT CONVERT(VARCHAR(7), x, 120), CONVERT(CHAR(10), x, 23), CONVERT(VARCHAR, x, 112), CONVERT(VARCHAR(10), x, 103), CONVERT(VARCHAR(30), x, 120) FROM (SELECT TIMESTAMP '2024-03-09 14:30:45' AS x) AS t
---
-- @value: 12|2024-03-09|2024-03-09
SELECT CONVERT(INT, '12'), CONVERT(DATE, '2024-03-09'), CONVERT('2024-03-09', DATE)
---
-- @value: 12|12.5|abc|2024-03-09 00:00:00|1.5
SELECT CAST('12' AS SIGNED), CAST('12.5' AS DOUBLE), CAST('abc' AS CHAR), CAST('2024-03-09' AS DATETIME), CAST('1.5' AS FLOAT64)
---
-- @value: 12|abc|1.50
SELECT CAST('12' AS INT64), CAST('abc' AS STRING), CAST('1.5' AS NUMBER(10,2))
---
-- @value: 12||
SELECT TRY_CAST('12' AS INT), TRY_CAST('x12' AS INT), SAFE_CAST('1.2.3' AS FLOAT64)
---
-- @value: 3|1.5
SELECT TO_NUMBER('3'), TO_NUMBER('1.5')
---
-- @value: 0|x|y
SELECT IFNULL(NULL, 0), NVL(NULL, 'x'), ISNULL(NULL, 'y')
---
-- @same: SELECT count(*) FROM orders WHERE note IS NULL
SELECT COUNT(*) FROM orders WHERE ISNULL(note)
---
-- @same: SELECT count(*) FROM orders WHERE note IS NOT NULL
SELECT COUNT(*) FROM orders WHERE NOT ISNULL(note)
---
-- @value: set|none
SELECT NVL2('a', 'set', 'none'), NVL2(NULL, 'set', 'none')
---
-- @value: 0|
SELECT ZEROIFNULL(NULL), NULLIFZERO(0)
---
-- @value: big|small|big
SELECT IF(5 > 3, 'big', 'small'), IIF(1 > 3, 'big', 'small'), IFF(5 > 3, 'big', 'small')
---
-- @same: SELECT sum(CASE WHEN status = 'delivered' THEN total ELSE 0 END) FROM orders
SELECT SUM(IF(status = 'delivered', total, 0)) FROM orders
---
-- @same: SELECT channel, sum(CASE WHEN total > 200 THEN CASE WHEN discount > 0 THEN 1 ELSE 2 END ELSE 3 END) FROM orders GROUP BY channel ORDER BY channel
SELECT channel, SUM(IF(total > 200, IF(IFNULL(discount, 0) > 0, 1, 2), 3)) FROM orders GROUP BY channel ORDER BY channel
---
-- @value: two|other|none
SELECT DECODE(2, 1, 'one', 2, 'two', 'other'), DECODE(9, 1, 'one', 'other'), DECODE(NULL, 1, 'one', NULL, 'none')
---
-- @value: b|c
SELECT CHOOSE(2, 'a', 'b', 'c'), ELT(3, 'a', 'b', 'c')
---
-- @value: 2|0
SELECT FIELD('b', 'a', 'b'), FIELD('z', 'a', 'b')
---
-- @value: 2.5|
SELECT ROUND(SAFE_DIVIDE(5, 2), 1), SAFE_DIVIDE(5, 0)
---
-- @value: 0|2.5
SELECT DIV0(5, 0), ROUND(DIV0(5, 2), 1)
---
-- @value: 3.14|12
SELECT TRUNCATE(3.14159, 2), TRUNCATE(12.99, 0)
---
-- @value: 16|8
SELECT SQUARE(4), ROUND(LOG2(256))
---
-- @value: 5|ABC|abc|bcd
SELECT LEN('hello'), UCASE('abc'), LCASE('ABC'), MID('abcdef', 2, 3)
---
-- @value: www|com|www.example
SELECT SUBSTRING_INDEX('www.example.com', '.', 1), SUBSTRING_INDEX('www.example.com', '.', -1), SUBSTRING_INDEX('www.example.com', '.', 2)
---
-- @value: 2|0
SELECT FIND_IN_SET('b', 'a,b,c'), FIND_IN_SET('z', 'a,b,c')
---
-- @value: 3|3|3|6
SELECT LOCATE('l', 'hello'), INSTR('hello', 'l'), CHARINDEX('l', 'hello'), LOCATE('a', 'banana', 5)
---
-- @value: ababab
SELECT REPLICATE('ab', 3)
---
-- @value: A
SELECT CHAR(65)
---
-- @value: t|f
SELECT REGEXP_CONTAINS('abc123', '[0-9]+'), CONTAINS('abc', 'z')
---
-- @value: 123
SELECT REGEXP_EXTRACT('abc123', '([0-9]+)')
---
-- @same: SELECT string_agg(DISTINCT channel, ',' ORDER BY channel) FROM orders
SELECT GROUP_CONCAT(DISTINCT channel ORDER BY channel) FROM orders
---
-- @same: SELECT string_agg(name, '; ' ORDER BY name DESC) FROM categories
SELECT GROUP_CONCAT(name ORDER BY name DESC SEPARATOR '; ') FROM categories
---
-- @same: SELECT string_agg(id::text, '/' ORDER BY id) FROM categories
SELECT LISTAGG(id, '/') WITHIN GROUP (ORDER BY id) FROM categories
---
-- @same: SELECT string_agg(name, ', ' ORDER BY id) FROM categories
SELECT STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY id) FROM categories
---
-- @same: SELECT count(*) FILTER (WHERE status = 'returned') FROM orders
SELECT COUNTIF(status = 'returned') FROM orders
---
-- @same: SELECT count(DISTINCT customer_id) FROM orders
SELECT APPROX_COUNT_DISTINCT(customer_id) FROM orders
---
-- @same: SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) FROM orders
SELECT MEDIAN(total) FROM orders
---
-- @same: SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY total) FROM orders
SELECT APPROX_PERCENTILE(total, 0.9) FROM orders
---
-- @same: SELECT stddev_samp(total), var_pop(total) FROM orders
SELECT STDEV(total), VARP(total) FROM orders
---
-- @same: SELECT bool_or(is_test) FROM orders
SELECT LOGICAL_OR(is_test) FROM orders
---
-- @same: SELECT channel, 'EUR' FROM orders WHERE currency = 'EUR' GROUP BY channel ORDER BY channel
SELECT channel, ANY_VALUE(currency) FROM orders WHERE currency = 'EUR' GROUP BY channel ORDER BY channel
---
-- @same: SELECT name FROM products ORDER BY price DESC LIMIT 1
SELECT MAX_BY(name, price) FROM products
---
-- @same: SELECT sum((shipping->>'fee')::numeric) FROM orders
SELECT SUM(JSON_EXTRACT(shipping, '$.fee')) FROM orders
---
-- @same: SELECT count(*) FROM customers WHERE profile->'address'->>'city' = 'Berlin'
SELECT COUNT(*) FROM customers WHERE JSON_UNQUOTE(JSON_EXTRACT(profile, '$.address.city')) = 'Berlin'
---
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT JSON_VALUE(profile, '$.plan') AS plan, COUNT(*) FROM customers GROUP BY JSON_VALUE(profile, '$.plan') ORDER BY 1
---
-- @value: 2
SELECT JSON_EXTRACT('{"a": [1, 2]}', '$.a[1]')
---
-- @value: 3
SELECT JSON_LENGTH('[1, 2, 3]')
---
-- @same: SELECT id, total FROM orders ORDER BY total DESC, id LIMIT 3
SELECT TOP 3 id, total FROM orders ORDER BY total DESC, id
---
-- @same: SELECT DISTINCT channel FROM orders ORDER BY channel LIMIT 2
SELECT DISTINCT TOP (2) channel FROM orders ORDER BY channel
---
-- @same: SELECT id FROM (SELECT id, total FROM orders ORDER BY total DESC, id LIMIT 5) AS t ORDER BY id
SELECT id FROM (SELECT TOP 5 id, total FROM orders ORDER BY total DESC, id) AS t ORDER BY id
---
-- @same: SELECT quantity FROM order_items ORDER BY quantity DESC FETCH FIRST 3 ROWS WITH TIES
SELECT TOP 3 WITH TIES quantity FROM order_items ORDER BY quantity DESC
---
-- @same: SELECT id FROM orders ORDER BY id LIMIT 5 OFFSET 10
SELECT id FROM orders ORDER BY id LIMIT 10, 5
---
-- @value: 2
SELECT 1 + 1 FROM DUAL
---
-- @same: SELECT channel, count(*) FROM orders GROUP BY ROLLUP (channel) ORDER BY channel
SELECT channel, COUNT(*) FROM orders GROUP BY channel WITH ROLLUP ORDER BY channel
---
-- @same: SELECT channel, currency, sum(total) FROM orders GROUP BY ROLLUP (channel, currency) HAVING sum(total) > 0 ORDER BY 1, 2
SELECT channel, currency, SUM(total) FROM orders GROUP BY channel, currency WITH ROLLUP HAVING SUM(total) > 0 ORDER BY 1, 2
---
-- @same: SELECT id, name FROM categories ORDER BY id
SELECT `id`, `name` FROM `categories` ORDER BY `id`
---
-- @same: SELECT c.name AS "Category Name" FROM categories AS c WHERE c.id = 3
SELECT c.`name` AS `Category Name` FROM `categories` AS c WHERE c.`id`=3
---
-- @same: SELECT count(*) FROM orders
SELECT COUNT(*) FROM `my-project.shop.orders`
---
-- @same: SELECT "order", "TargetAmount" FROM "MonthlyTargets" ORDER BY "Id"
SELECT `order`, `TargetAmount` FROM `MonthlyTargets` ORDER BY `Id`
---
-- @same: SELECT id, name FROM categories WHERE name = 'Cables'
SELECT [id], [name] FROM [categories] WHERE [name] = 'Cables'
---
-- @same: SELECT c.name AS "Category Name", count(*) FROM categories AS c JOIN products AS p ON p.category_id = c.id GROUP BY c.name ORDER BY c.name
SELECT c.[name] AS [Category Name], COUNT(*) FROM [categories] AS c JOIN [products] AS p ON p.[category_id] = c.[id] GROUP BY c.[name] ORDER BY c.[name]
---
-- @same: SELECT count(*) FROM orders WHERE channel = 'web'
SELECT COUNT(*) FROM orders WHERE channel = "web"
---
-- @same: SELECT count(*) FROM orders WHERE channel IN ('web', 'app') AND currency <> 'USD'
SELECT COUNT(*) FROM orders WHERE channel IN ("web", "app") AND currency <> "USD"
---
-- @same: SELECT sum(CASE WHEN status = 'delivered' THEN 1 ELSE 0 END) FROM orders
SELECT SUM(CASE WHEN status = "delivered" THEN 1 ELSE 0 END) FROM orders
---
-- @same: SELECT count(*) FROM orders WHERE channel = 'web' AND total > 100
SELECT COUNT(*) FROM orders WHERE channel == 'web' AND total > 100
---
-- @same: SELECT count(*) FROM orders WHERE channel = 'web' AND total > 100
SELECT COUNT(*) FROM orders WHERE channel = 'web' && total > 100
---
-- @same: SELECT count(*) FROM orders WHERE note IS NOT DISTINCT FROM NULL
SELECT COUNT(*) FROM orders WHERE note <=> NULL
---
-- @same: SELECT count(*) FROM products WHERE name ~* 'product 1[0-9]'
SELECT COUNT(*) FROM products WHERE name REGEXP 'product 1[0-9]'
---
-- @same: SELECT count(*) FROM products WHERE name !~* '1$'
SELECT COUNT(*) FROM products WHERE name NOT REGEXP '1$'
---
-- @same: SELECT count(*) FROM products WHERE name ~* '^Product'
SELECT COUNT(*) FROM products WHERE name RLIKE '^Product'
---
-- @value: 3|1|-3
SELECT 7 DIV 2, 7 MOD 2, -7 DIV 2
---
-- @same: SELECT count(*) FROM customers WHERE NOT is_active
SELECT COUNT(*) FROM customers WHERE !is_active
---
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT profile->>'$.plan' AS plan, COUNT(*) FROM customers GROUP BY profile->>'$.plan' ORDER BY 1
---
-- @same: SELECT count(*) FROM customers WHERE profile->'address'->>'city' = 'Paris'
SELECT COUNT(*) FROM customers WHERE profile->>'$.address.city' = 'Paris'
---
-- @same: SELECT id FROM products EXCEPT SELECT product_id FROM order_items
SELECT id FROM products MINUS SELECT product_id FROM order_items
---
-- @same: SELECT id FROM orders WHERE total > 100 LIMIT 4
SELECT id FROM orders WHERE total > 100 AND ROWNUM <= 4
---
-- @same: SELECT id FROM orders LIMIT 4
SELECT id FROM orders WHERE ROWNUM < 5
---
-- @same: SELECT id, total FROM (SELECT id, total FROM orders ORDER BY total DESC, id) AS t LIMIT 4
SELECT id, total FROM (SELECT id, total FROM orders ORDER BY total DESC, id) WHERE ROWNUM <= 4
---
-- @same: SELECT count(*) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
SELECT COUNT(*) FROM orders AS o WITH (NOLOCK) JOIN customers AS c WITH (NOLOCK) ON c.id = o.customer_id
---
-- @same: SELECT count(*) FROM orders JOIN customers ON customers.id = orders.customer_id
SELECT SQL_NO_CACHE COUNT(*) FROM orders STRAIGHT_JOIN customers ON customers.id = orders.customer_id
---
-- @same: SELECT count(*) FROM orders WHERE total > 50
SELECT COUNT(*) FROM orders FORCE INDEX (total_index) WHERE total > 50
---
-- @same: SELECT c.id, t.total FROM customers AS c CROSS JOIN LATERAL (SELECT o.total FROM orders AS o WHERE o.customer_id = c.id ORDER BY o.total DESC, o.id LIMIT 1) AS t ORDER BY c.id
SELECT c.id, t.total FROM customers AS c CROSS APPLY (SELECT TOP 1 o.total FROM orders AS o WHERE o.customer_id = c.id ORDER BY o.total DESC, o.id) AS t ORDER BY c.id
---
-- @same: SELECT c.id, t.total FROM customers AS c LEFT JOIN LATERAL (SELECT o.total FROM orders AS o WHERE o.customer_id = c.id AND o.total > 450 ORDER BY o.total DESC, o.id LIMIT 1) AS t ON true ORDER BY c.id
SELECT c.id, t.total FROM customers AS c OUTER APPLY (SELECT TOP 1 o.total FROM orders AS o WHERE o.customer_id = c.id AND o.total > 450 ORDER BY o.total DESC, o.id) AS t ORDER BY c.id
---
-- @same: SELECT channel AS "Channel", count(*) AS "Number of Orders" FROM orders GROUP BY channel ORDER BY channel
SELECT channel AS 'Channel', COUNT(*) AS 'Number of Orders' FROM orders GROUP BY channel ORDER BY channel
---
-- @same: SELECT channel, count(*) FROM orders GROUP BY channel ORDER BY channel
SELECT channel, COUNT(*), FROM orders GROUP BY channel, ORDER BY channel
---
-- @same: SELECT extract(year FROM ordered_at)::int AS year, count(*) AS month FROM orders GROUP BY 1 ORDER BY 1
SELECT YEAR(ordered_at) year, COUNT(*) month FROM orders GROUP BY 1 ORDER BY 1
---
-- @same: SELECT count(*) FROM orders WHERE ordered_at < now()
SELECT COUNT(*) FROM orders WHERE ordered_at < SYSDATE
---
-- @value: 7|69|202403|2024-03-09
SELECT EXTRACT(DAYOFWEEK FROM x), EXTRACT(DAYOFYEAR FROM x), EXTRACT(YEAR_MONTH FROM x), EXTRACT(DATE FROM x) FROM (SELECT TIMESTAMP '2024-03-09 14:30:45' AS x) AS t
---
-- @value: 2024-02-01 00:00:00|2024-01-08 00:00:00
SELECT DATE '2024-01-01' + INTERVAL 1 MONTH, '2024-01-01' + INTERVAL '1' WEEK
---
-- @value: 2024-01-31 00:00:00|2024-07-01 00:00:00
SELECT DATE '2024-01-01' + INTERVAL '30' DAYS, DATE '2024-01-01' + INTERVAL '2 quarters'
---
-- @value: 2024-01-04 00:00:00
SELECT d + INTERVAL n DAY FROM (SELECT DATE '2024-01-01' AS d, 3 AS n) AS t
---
-- @same: SELECT count(DISTINCT to_char(ordered_at, 'YYYY-MM')) FROM orders
SELECT COUNT(DISTINCT DATE_FORMAT(ordered_at, '%Y-%m')) FROM orders
---
-- @same: SELECT to_char(ordered_at, 'YYYY-MM') AS m, count(*), round(sum(CASE WHEN status = 'delivered' THEN total ELSE 0 END) / NULLIF(sum(total), 0) * 100, 2) FROM orders GROUP BY 1 ORDER BY 1
SELECT DATE_FORMAT(ordered_at, '%Y-%m') AS m, COUNT(*), ROUND(SUM(IF(status = "delivered", IFNULL(total, 0), 0)) / NULLIF(SUM(total), 0) * 100, 2) FROM `orders` GROUP BY DATE_FORMAT(ordered_at, '%Y-%m') ORDER BY m
