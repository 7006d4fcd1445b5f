-- What the analyst's KPIs of the trader have to give, written from what their names and descriptions
-- mean and from the definitions of SCOR (kpi-catalogue 2.6 to 2.8).

-- kpi: tb_sales_ord / Perfect Sales Order Rate by Month
-- By the month of the promise; an order without lines has nothing that could be complete.
SELECT to_char(o.prms_dlv_dt, 'YYYY-MM') || '-01', avg((o.dlv_dttm IS NOT NULL AND o.dlv_dttm < o.prms_dlv_dt + 1 AND o.doc_ok_yn = 'Y' AND o.dmg_yn IS DISTINCT FROM 'Y'
  AND NOT EXISTS (SELECT FROM tb_sales_ord_dtl AS d WHERE d.ord_no = o.ord_no AND (d.dlvr_qty IS NULL OR d.dlvr_qty < d.ord_qty)))::int)
FROM tb_sales_ord AS o WHERE o.ord_stts IN ('NEW', 'PAID', 'SHIPPED', 'DLVD') AND o.ord_no IN (SELECT ord_no FROM tb_sales_ord_dtl)
  AND to_char(o.prms_dlv_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_sales_ord / Sales Orders in Full and on Time (OTIF), Share by Month
WITH o AS (SELECT ord_no, min(coalesce(dlvr_qty, 0) - ord_qty) AS worst FROM tb_sales_ord_dtl GROUP BY 1)
SELECT to_char(prms_dlv_dt, 'YYYY-MM') || '-01', count(*) FILTER (WHERE worst >= 0 AND dlv_dttm < prms_dlv_dt + 1) / count(*)::numeric
FROM tb_sales_ord NATURAL JOIN o WHERE ord_stts <> 'CANCEL'
  AND to_char(prms_dlv_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_sales_ord / Sales Orders in Full, Share by Month
-- Too much of one line does not make up for too little of another.
WITH o AS (SELECT ord_no, bool_and(coalesce(dlvr_qty, 0) >= ord_qty) AS complete FROM tb_sales_ord_dtl GROUP BY 1)
SELECT to_char(prms_dlv_dt, 'YYYY-MM') || '-01', avg(complete::int)
FROM tb_sales_ord NATURAL JOIN o WHERE ord_stts <> 'CANCEL'
  AND to_char(prms_dlv_dt, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_sales_ord_dtl / Sales Order Details in Full, Share by Month
SELECT to_char(o.ord_dttm, 'YYYY-MM') || '-01', avg((d.dlvr_qty >= d.ord_qty)::int) FROM tb_sales_ord_dtl AS d, tb_sales_ord AS o
WHERE o.ord_no = d.ord_no AND d.dlvr_qty IS NOT NULL AND o.ord_stts <> 'CANCEL'
  AND to_char(o.ord_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payout / Payouts Due: Share Paid and Paid in Time, by Month
SELECT to_char(due_on, 'YYYY-MM') || '-01', avg(CASE WHEN paid_out_at < due_on + 1 THEN 1 ELSE 0 END), 1 - avg((paid_out_at IS NULL)::int) FROM payout
WHERE to_char(due_on, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payout / Time from Payout Completion to Payment (Median, p90)
SELECT to_char(completed_at, 'YYYY-MM') || '-01', extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY paid_out_at - completed_at)) / 3600,
  extract(epoch FROM percentile_cont(0.9) WITHIN GROUP (ORDER BY paid_out_at - completed_at)) / 3600 FROM payout
WHERE to_char(completed_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: deal / Deal Win Rate by Month
SELECT to_char(opened_at, 'YYYY-MM') || '-01', avg((status = 'won')::int) FROM deal WHERE status <> 'open'
  AND to_char(opened_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: buyer / Purchase Orders per Buyer, Last 12 Months
SELECT (SELECT count(*) FROM purchase_order WHERE to_char(issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))::numeric
  / (SELECT count(*) FROM buyer)

-- kpi: purchase_order / Share of Purchase Orders with a Purchase Order Change by Month
SELECT to_char(issued_at, 'YYYY-MM') || '-01', avg((po_id IN (SELECT po_id FROM purchase_order_change))::int) FROM purchase_order
WHERE to_char(issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payment / Share of Payments with a Dispute by Month
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', avg((payment_id IN (SELECT payment_id FROM dispute))::int) FROM payment
WHERE to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payment / Payment Success Rate by Month, Retries Counted Once
-- An order whose third try worked is one order that was paid, in the month of its first try.
SELECT month, avg(paid) FROM (
  SELECT DISTINCT ON (ord_no) ord_no, to_char(attempted_at, 'YYYY-MM') || '-01' AS month, (ord_no IN (SELECT ord_no FROM payment WHERE status = 'succeeded'))::int AS paid
  FROM payment ORDER BY ord_no, attempted_at) AS o
WHERE month BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') || '-01'
GROUP BY 1

-- kpi: payment / Failed First Payments Recovered by a Retry, by Month
SELECT month, avg(paid) FROM (
  SELECT DISTINCT ON (ord_no) ord_no, status, to_char(attempted_at, 'YYYY-MM') || '-01' AS month, (ord_no IN (SELECT ord_no FROM payment WHERE status = 'succeeded'))::int AS paid
  FROM payment ORDER BY ord_no, attempted_at) AS o
WHERE status = 'failed' AND month BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') || '-01'
GROUP BY 1

-- kpi: payment / Refund Rate of Payments by Value, by Month
-- A refund counts in the month of its payment, not in its own.
WITH m AS (SELECT payment_id, amount, to_char(paid_at, 'YYYY-MM') || '-01' AS month FROM payment WHERE status = 'succeeded')
SELECT month, (SELECT coalesce(sum(r.amount), 0) FROM refund AS r WHERE r.payment_id IN (SELECT payment_id FROM m AS p WHERE p.month = m.month)) / sum(amount) FROM m
WHERE month BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') || '-01'
GROUP BY 1

-- kpi: receivable / Days Sales Outstanding (DSO), Now
SELECT 90 * (SELECT sum(open_amount) FROM receivable WHERE issued_on <= CURRENT_DATE - 1) / (SELECT sum(invoice_amount) FROM receivable WHERE issued_on BETWEEN CURRENT_DATE - 90 AND CURRENT_DATE - 1)

-- kpi: receivable / Overdue Share of the Open Amount of Receivables
SELECT 1 - (SELECT sum(open_amount) FROM receivable WHERE due_on >= CURRENT_DATE) / sum(open_amount) FROM receivable

-- kpi: receivable / Open Amount of Receivables by Days Overdue
SELECT (ARRAY['00 not due', '01-30 days', '31-60 days', '61-90 days', 'over 90 days'])[1 + greatest(0, least(4, ceil((CURRENT_DATE - due_on) / 30.0)))::int], sum(open_amount)
FROM receivable WHERE open_amount <> 0 GROUP BY 1

-- kpi: vendor_invoice / Days Payables Outstanding (DPO) by Month
SELECT m, 90 * (SELECT sum(amount) FROM vendor_invoice WHERE issued_at < n AND coalesce(paid_at, 'infinity') >= n)
  / (SELECT sum(amount) FROM vendor_invoice WHERE issued_at BETWEEN n - 90 AND n - 1)
FROM (SELECT m::date, (m + interval '1 month')::date AS n FROM generate_series(date_trunc('month', CURRENT_DATE) - interval '12 months', date_trunc('month', CURRENT_DATE) - interval '1 month', interval '1 month') AS m) AS s

-- kpi: vendor_invoice / Overdue Share of the Open Amount of Vendor Invoices
SELECT 1 - sum(amount * (due_at >= CURRENT_DATE)::int) / sum(amount) FROM vendor_invoice WHERE paid_at IS NULL

-- kpi: vendor_invoice / Open Amount of Vendor Invoices by Days Overdue
SELECT (ARRAY['00 not due', '01-30 days', '31-60 days', '61-90 days', 'over 90 days'])[1 + greatest(0, least(4, ceil((CURRENT_DATE - due_at) / 30.0)))::int], sum(amount)
FROM vendor_invoice WHERE paid_at IS NULL GROUP BY 1

-- kpi: vendor_invoice / Maverick Spend, Share of Vendor Invoice Amount by Month
SELECT to_char(issued_at, 'YYYY-MM') || '-01', sum(amount * (po_id IS NULL)::int) / sum(amount) FROM vendor_invoice
WHERE to_char(issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_order / Share of Purchase Order Amount Under Contract by Month
SELECT to_char(issued_at, 'YYYY-MM') || '-01', 1 - sum(total_amount * (contract_id IS NULL)::int) / sum(total_amount) FROM purchase_order
WHERE status IN ('issued', 'completed') AND to_char(issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_order / Purchase Orders Completed Within 90 Days, by Month
-- Of all that were issued, those cancelled later too; only months that have had their days.
SELECT to_char(issued_at, 'YYYY-MM') || '-01', avg((completed_at IS NOT NULL AND completed_at - issued_at <= interval '90 days')::int) FROM purchase_order
WHERE to_char(issued_at, 'YYYY-MM') BETWEEN to_char(date_trunc('month', CURRENT_DATE) - interval '15 months', 'YYYY-MM') AND to_char(date_trunc('month', CURRENT_DATE) - interval '4 months', 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_order / Purchase Requisition to Purchase Order Time by Month
-- Orders without a requisition have no such time.
SELECT to_char(o.issued_at, 'YYYY-MM') || '-01', extract(epoch FROM avg(o.issued_at - r.requested_at)) / 86400 FROM purchase_order AS o NATURAL JOIN purchase_requisition AS r
WHERE o.status <> 'cancelled' AND to_char(o.issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_order_line / Purchase Price Variance (PPV) by Month
SELECT to_char(o.issued_at, 'YYYY-MM') || '-01', sum(l.qty * l.unit_price) - sum(l.qty * (SELECT p.standard_price FROM part AS p WHERE p.part_no = l.part_no))
FROM purchase_order_line AS l, purchase_order AS o
WHERE o.po_id = l.po_id AND o.status <> 'cancelled' AND to_char(o.issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: purchase_order_line / Purchase Prices Against Standard, by Month
SELECT to_char(o.issued_at, 'YYYY-MM') || '-01', sum(l.qty * l.unit_price) / sum(l.qty * p.standard_price) - 1
FROM purchase_order_line AS l, purchase_order AS o, part AS p
WHERE o.po_id = l.po_id AND p.part_no = l.part_no AND o.status <> 'cancelled' AND to_char(o.issued_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: tb_sales_ord / Paid Sales Orders Not Shipped Yet, by Days Since Payment
SELECT CASE WHEN d <= 7 THEN '00-07 days' WHEN d <= 30 THEN '08-30 days' WHEN d <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - pay_dttm::date AS d FROM tb_sales_ord WHERE ord_stts = 'PAID') AS o GROUP BY 1

-- kpi: shipment / Shipping Cost Share of Sales Order Amount by Month
-- Two parcels do not double the amount of their order.
SELECT to_char(o.ord_dttm, 'YYYY-MM') || '-01', sum((SELECT coalesce(sum(s.shipping_cost), 0) FROM shipment AS s WHERE s.ord_no = o.ord_no)) / sum(o.ord_amt) FROM tb_sales_ord AS o
WHERE o.ord_stts <> 'CANCEL' AND to_char(o.ord_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: shipment / Shipping Cost per Sales Order by Month
SELECT to_char(o.ord_dttm, 'YYYY-MM') || '-01', sum(s.shipping_cost) / count(DISTINCT s.ord_no) FROM shipment AS s JOIN tb_sales_ord AS o USING (ord_no)
WHERE o.ord_stts <> 'CANCEL' AND to_char(o.ord_dttm, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: delivery_attempt / First-Attempt Success Rate of Delivery Attempts by Month
SELECT to_char(a.attempted_at, 'YYYY-MM') || '-01', avg((a.status = 'delivered')::int) FROM delivery_attempt AS a
WHERE NOT EXISTS (SELECT FROM delivery_attempt AS b WHERE b.shipment_id = a.shipment_id AND b.attempt_no < a.attempt_no)
  AND to_char(a.attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
