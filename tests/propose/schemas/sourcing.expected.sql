-- What the KPIs of the marketplace have to say, written by hand.

-- kpi: requests / Price Spread of Offers per Request by Month
-- The dearest against the cheapest of at least two offers that were not taken back.
SELECT to_char(r.created_at, 'YYYY-MM') || '-01', avg(s.most / s.least - 1)
FROM requests AS r CROSS JOIN LATERAL (
  SELECT max(total_price) AS most, min(total_price) AS least, count(*) AS n FROM offers WHERE request_id = r.request_id AND status IN ('submitted', 'won', 'lost')) AS s
WHERE n > 1 AND r.created_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(r.created_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: requests / Share of Requests with an Offer by Month
-- Only those whose sellers have had their time.
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((request_id IN (SELECT request_id FROM offers))::int)
FROM requests
WHERE offers_due_on < CURRENT_DATE AND created_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(created_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: requests / Offers per Request by Month
-- Requests without any count.
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((SELECT count(*) FROM offers AS o WHERE o.request_id = r.request_id))
FROM requests AS r
WHERE created_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(created_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: requests / Median Hours from Request to First Offer
SELECT to_char(created_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f - created_at) / 3600)
FROM (SELECT created_at, (SELECT min(submitted_at) FROM offers AS o WHERE o.request_id = r.request_id) AS f FROM requests AS r) AS t
WHERE f IS NOT NULL AND created_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(created_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: requests / Median Hours from Request to First Purchase Order
SELECT to_char(created_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f - created_at) / 3600)
FROM (SELECT created_at, (SELECT min(ordered_at) FROM purchase_orders AS o WHERE o.request_id = r.request_id) AS f FROM requests AS r) AS t
WHERE f IS NOT NULL AND created_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(created_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: requests / Request Conversion: with a Purchase Order Within 30 Days
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM purchase_orders AS p WHERE p.request_id = r.request_id AND cancelled_at IS NULL AND ordered_at - created_at < interval '30 days'))::int)
FROM requests AS r
WHERE created_at >= date_trunc('month', CURRENT_DATE - interval '13 months') AND created_at < date_trunc('month', CURRENT_DATE) - interval '1 month'
GROUP BY 1

-- kpi: offers / Offer Conversion: with a Purchase Order Within 30 Days
SELECT to_char(submitted_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM purchase_orders AS p WHERE p.offer_id = o.offer_id AND cancelled_at IS NULL AND ordered_at - submitted_at < interval '30 days'))::int)
FROM offers AS o
WHERE submitted_at >= date_trunc('month', CURRENT_DATE - interval '13 months') AND submitted_at < date_trunc('month', CURRENT_DATE) - interval '1 month'
GROUP BY 1

-- kpi: offers / Offers Expired Without a Decision, Share by Month
SELECT to_char(submitted_at, 'YYYY-MM') || '-01', 1 - avg((status IN ('won', 'lost', 'withdrawn'))::int)
FROM offers
WHERE CURRENT_DATE > valid_until AND submitted_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(submitted_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: offers / Offer Win Rate by Month
SELECT to_char(submitted_at, 'YYYY-MM') || '-01', count(*) FILTER (WHERE status = 'won')::numeric / count(*)
FROM offers
WHERE status IN ('won', 'lost') AND submitted_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(submitted_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: offers / Share of Offer Value Won
SELECT sum(CASE WHEN status = 'won' THEN total_price ELSE 0 END) / sum(total_price)
FROM offers
WHERE status IN ('won', 'lost') AND submitted_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(submitted_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')

-- kpi: invitations / Participation Rate: Invitations with an Offer by Month
-- An offer of somebody else for the same request is none of the invited one.
SELECT to_char(invited_at, 'YYYY-MM') || '-01', avg(((request_id, seller_id) IN (SELECT request_id, seller_id FROM offers))::int)
FROM invitations
WHERE invited_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(invited_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: sellers / Seller Activation: First Purchase Order Within 30 Days of Approval
-- Orders of a time before the approval do not count.
SELECT to_char(approved_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM purchase_orders AS p WHERE p.seller_id = s.seller_id AND cancelled_at IS NULL AND ordered_at >= approved_at AND ordered_at - approved_at < interval '30 days'))::int)
FROM sellers AS s
WHERE approved_at >= date_trunc('month', CURRENT_DATE - interval '13 months') AND approved_at < date_trunc('month', CURRENT_DATE) - interval '1 month'
GROUP BY 1

-- kpi: sellers / Median Days from New Seller to First Offer
-- The first one that came after the application.
SELECT to_char(applied_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f - applied_at) / 86400)
FROM (SELECT applied_at, (SELECT min(submitted_at) FROM offers AS o WHERE o.seller_id = s.seller_id AND submitted_at >= applied_at) AS f FROM sellers AS s) AS t
WHERE f IS NOT NULL AND applied_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(applied_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: carts / Cart Conversion: with a Purchase Order Within 7 Days
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM purchase_orders AS p WHERE p.cart_id = c.cart_id AND cancelled_at IS NULL AND ordered_at - created_at < interval '7 days'))::int)
FROM carts AS c
WHERE created_at >= date_trunc('month', CURRENT_DATE - interval '13 months') AND created_at < date_trunc('month', CURRENT_DATE) - interval '1 month'
GROUP BY 1

-- kpi: po_lines / Purchase Order Line Discount Rate by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(discount_amount) / sum(qty * unit_price)
FROM purchase_orders JOIN po_lines USING (po_id)
WHERE cancelled_at IS NULL AND ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(ordered_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_orders / Average Purchase Order Value by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((SELECT sum(qty * unit_price - discount_amount) FROM po_lines AS l WHERE l.po_id = p.po_id))
FROM purchase_orders AS p
WHERE cancelled_at IS NULL AND ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(ordered_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_orders / Purchase Order Amount per Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum((SELECT sum(qty * unit_price - discount_amount) FROM po_lines AS l WHERE l.po_id = p.po_id))
FROM purchase_orders AS p
WHERE cancelled_at IS NULL AND ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(ordered_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_orders / Growth of Purchase Order Amount, Last Month
WITH m AS (
  SELECT date_trunc('month', ordered_at) AS d, sum(qty * unit_price - discount_amount) AS v FROM purchase_orders JOIN po_lines USING (po_id) WHERE cancelled_at IS NULL GROUP BY 1)
SELECT (SELECT v FROM m WHERE d = date_trunc('month', CURRENT_DATE) - interval '1 month') / (SELECT v FROM m WHERE d = date_trunc('month', CURRENT_DATE) - interval '2 months') - 1

-- kpi: purchase_orders / Top 10 Buyers by Purchase Order Amount
SELECT company_name, sum(v) FROM (
  SELECT buyer_id, (SELECT sum(qty * unit_price - discount_amount) FROM po_lines AS l WHERE l.po_id = p.po_id) AS v FROM purchase_orders AS p
  WHERE cancelled_at IS NULL AND ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND ordered_at < date_trunc('month', CURRENT_DATE)) AS t JOIN buyers USING (buyer_id)
GROUP BY 1
ORDER BY 2 DESC LIMIT 10

-- kpi: catalog_items / Active Catalog Items Without an Order, Last 30 Days: Share
SELECT 1 - avg((item_id IN (SELECT item_id FROM po_lines JOIN purchase_orders USING (po_id) WHERE cancelled_at IS NULL AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1))::int)
FROM catalog_items WHERE listing_status = 'active' AND CURRENT_DATE - listed_on > 30

-- kpi: catalog_items / Share of Purchase Order Line Amount from New Catalog Items by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01',
  sum(CASE WHEN ordered_at - listed_on::timestamptz >= interval '0' AND ordered_at - listed_on::timestamptz < interval '90 days' THEN qty * unit_price - discount_amount ELSE 0 END) / sum(qty * unit_price - discount_amount)
FROM purchase_orders JOIN po_lines USING (po_id) JOIN catalog_items USING (item_id)
WHERE cancelled_at IS NULL AND ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(ordered_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: site_visits / Day 1, 7 and 30 Retention of Buyers
-- The calendar day counts, not the hours since; each one counts once, and only after thirty days are over.
WITH f AS (SELECT DISTINCT ON (buyer_id) buyer_id, date(visited_at) AS d FROM site_visits WHERE buyer_id > 0 ORDER BY buyer_id, visited_at)
SELECT to_char(d, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM site_visits AS v WHERE v.buyer_id = f.buyer_id AND date(visited_at) - d = 1))::int),
  avg((EXISTS (SELECT FROM site_visits AS v WHERE v.buyer_id = f.buyer_id AND date(visited_at) - d = 7))::int),
  avg((EXISTS (SELECT FROM site_visits AS v WHERE v.buyer_id = f.buyer_id AND date(visited_at) - d = 30))::int)
FROM f WHERE CURRENT_DATE - d > 30 AND to_char(d, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: app_sessions / Weekly Active Buyers by Sessions
SELECT to_char(w, 'YYYY-MM-DD'), (SELECT count(*) FROM buyers AS b WHERE EXISTS (SELECT FROM app_sessions AS a WHERE a.buyer_id = b.buyer_id AND a.started_at >= w AND a.started_at < w + interval '7 days'))
FROM generate_series(date_trunc('week', CURRENT_DATE) - interval '84 days', date_trunc('week', CURRENT_DATE) - interval '7 days', interval '7 days') AS w

-- kpi: offers / Monthly Churn of Sellers by Offers
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT avg((NOT EXISTS (SELECT FROM offers AS o WHERE o.seller_id = s.seller_id AND date_trunc('month', o.submitted_at) = m))::int)
  FROM sellers AS s WHERE s.seller_id IN (SELECT seller_id FROM offers WHERE date_trunc('month', submitted_at) = m - interval '1 month'))
FROM generate_series(date_trunc('month', CURRENT_DATE) - interval '12 months', date_trunc('month', CURRENT_DATE) - interval '1 month', interval '1 month') AS m

-- kpi: purchase_orders / New, Retained and Resurrected Buyers by Month
WITH a AS (SELECT DISTINCT buyer_id, extract(year FROM ordered_at) * 12 + extract(month FROM ordered_at) AS m, to_char(ordered_at, 'YYYY-MM') || '-01' AS d FROM purchase_orders)
SELECT d, count(*) FILTER (WHERE was IS NULL), count(*) FILTER (WHERE m - was = 1), count(*) FILTER (WHERE m - was > 1)
FROM (SELECT *, lag(m) OVER (PARTITION BY buyer_id ORDER BY m) AS was FROM a) AS t
WHERE d BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY d

-- kpi: purchase_orders / Share of Lapsed Sellers (No Purchase Order in 90 Days)
SELECT avg((last < CURRENT_DATE - 90)::int) FROM (
  SELECT seller_id, max(ordered_at) AS last FROM purchase_orders WHERE ordered_at >= CURRENT_DATE - 180 AND ordered_at < CURRENT_DATE GROUP BY 1 HAVING min(ordered_at) < CURRENT_DATE - 90) AS t

-- kpi: purchase_orders / Value Retention of Seller Cohorts by First Month
-- Cancelled orders are worth nothing, not as a first one either; a month that is not over says nothing.
WITH v AS (SELECT seller_id, date_trunc('month', ordered_at) AS m, sum(qty * unit_price - discount_amount) AS v FROM purchase_orders JOIN po_lines USING (po_id) WHERE cancelled_at IS NULL GROUP BY 1, 2),
f AS (SELECT seller_id, min(m) AS f FROM v GROUP BY 1)
SELECT to_char(f, 'YYYY-MM-DD'), coalesce(sum(v) FILTER (WHERE m = f + interval '1 month'), 0) / sum(v) FILTER (WHERE m = f),
  CASE WHEN f + interval '4 months' <= date_trunc('month', CURRENT_DATE) THEN coalesce(sum(v) FILTER (WHERE m = f + interval '3 months'), 0) / sum(v) FILTER (WHERE m = f) END,
  CASE WHEN f + interval '7 months' <= date_trunc('month', CURRENT_DATE) THEN coalesce(sum(v) FILTER (WHERE m = f + interval '6 months'), 0) / sum(v) FILTER (WHERE m = f) END
FROM f JOIN v USING (seller_id)
WHERE f BETWEEN date_trunc('month', CURRENT_DATE) - interval '13 months' AND date_trunc('month', CURRENT_DATE) - interval '2 months'
GROUP BY f

-- kpi: purchase_orders / Purchase Order Cancellation Rate by Who Cancelled, by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((coalesce(cancelled_by, '') = 'buyer')::int), avg((coalesce(cancelled_by, '') = 'seller')::int), avg((coalesce(cancelled_by, '') = 'system')::int)
FROM purchase_orders
WHERE ordered_at >= date_trunc('month', CURRENT_DATE - interval '12 months') AND to_char(ordered_at, 'YYYY-MM') <> to_char(CURRENT_DATE, 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_orders / Purchase Order Defect Rate by Month
-- An order with several complaints and bad ratings is one.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((po_id IN (SELECT po_id FROM claims UNION SELECT po_id FROM order_ratings WHERE stars IN (1, 2)))::int)
FROM purchase_orders
WHERE ordered_at >= date_trunc('month', CURRENT_DATE - interval '13 months') AND ordered_at < date_trunc('month', CURRENT_DATE) - interval '1 month'
GROUP BY 1

-- kpi: catalog_items / Sell-Through of Catalog Items, Last 30 Days
-- Sold units against those and what lay there on the last day; items that are in no stock do not count.
SELECT s.v / (s.v + (SELECT sum(qty_on_hand) FROM item_stock WHERE stock_date = CURRENT_DATE - 1))
FROM (SELECT sum(qty)::numeric AS v FROM po_lines JOIN purchase_orders USING (po_id)
  WHERE cancelled_at IS NULL AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1 AND item_id IN (SELECT item_id FROM item_stock)) AS s
