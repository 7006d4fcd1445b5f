-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements that are right: none may be called wrong, and none may be altered.
SELECT count(*) AS orders FROM orders WHERE ordered_at >= date_trunc('month', now()) - interval '12 months'
---
SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue
FROM orders
WHERE status NOT IN ('cancelled', 'returned') AND NOT is_test
GROUP BY 1
ORDER BY 1
---
WITH monthly AS (
  SELECT date_trunc('month', o.ordered_at) AS month, o.channel, sum(o.total - o.discount) AS net
  FROM orders AS o
  GROUP BY 1, 2
)
SELECT month, channel, net,
       net - lag(net) OVER (PARTITION BY channel ORDER BY month) AS change,
       round(100.0 * net / NULLIF(sum(net) OVER (PARTITION BY month), 0), 1) AS share_percent
FROM monthly
ORDER BY month, channel
---
SELECT c.country, count(DISTINCT o.id) AS orders, count(DISTINCT c.id) AS customers,
       count(DISTINCT o.id)::numeric / NULLIF(count(DISTINCT c.id), 0) AS orders_per_customer
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'cancelled'
WHERE c.is_active
GROUP BY c.country
HAVING count(DISTINCT c.id) > 2
ORDER BY orders_per_customer DESC NULLS LAST
---
SELECT p.name, last_sale.quantity, last_sale.unit_price
FROM products p
CROSS JOIN LATERAL (
  SELECT i.quantity, i.unit_price
  FROM order_items i
  WHERE i.product_id = p.id
  ORDER BY i.order_id DESC, i.line_no DESC
  LIMIT 1
) AS last_sale
WHERE NOT p.discontinued
