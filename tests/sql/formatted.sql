-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements as the formatter lays them out; from one line each it has to come to this.
SELECT count(*) AS orders
FROM orders
---
WITH monthly AS (
  SELECT
    date_trunc('month', o.ordered_at) AS month,
    o.channel,
    sum(o.total - o.discount) AS net
  FROM orders AS o
  GROUP BY 1, 2
),
best AS (SELECT max(net) AS net FROM monthly)
SELECT
  m.month,
  m.net,
  CASE WHEN m.net > 100 THEN 'good' ELSE 'bad' END AS how,
  CASE
    WHEN m.net > b.net * 0.90 THEN 'nearly as good as the best month of all'
    WHEN m.net > b.net * 0.50 AND m.channel = 'web' THEN 'better than half of that'
    ELSE 'nothing to write home about'
  END AS verdict,
  sum(m.net) OVER (
    PARTITION BY m.channel
    ORDER BY m.month
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS running_total
FROM monthly AS m
CROSS JOIN best AS b
LEFT JOIN finance.budgets AS budget
  ON budget.month = m.month
    AND budget.region IN ('DE', 'FR')
    AND budget.approved_by IS NOT NULL
WHERE m.month BETWEEN '2024-01-01' AND '2024-12-31'
  AND (m.channel = 'web' OR m.channel = 'app')
  AND EXISTS (
    SELECT 1
    FROM customers AS c
    WHERE c.id = 1
      AND c.country IS DISTINCT FROM 'US'
  )
ORDER BY m.month DESC NULLS LAST, m.net
LIMIT 10
---
SELECT a, b
FROM x
UNION ALL
SELECT c, d
FROM y
ORDER BY 1
---
SELECT
  a, -- the first
  b,
  c /* the third */
FROM t -- where it is from
WHERE a = 1
---
SELECT EXTRACT(YEAR FROM ordered_at), trim(both FROM channel), total::numeric(12, 2)
FROM orders
