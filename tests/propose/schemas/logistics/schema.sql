-- A trader that buys, sells and delivers: abbreviations and Korean house style, orders delivered in
-- several lines, payments tried again, invoices with an open amount, spend with and without a
-- contract. Traps: orders without lines, lines that were over-delivered, orders that are promised
-- but not there, retries, refunds in a later month than the payment, orders without an invoice.
CREATE TABLE tb_cust (
  cust_id int PRIMARY KEY,
  cust_nm varchar(40) NOT NULL,
  addr1 varchar(60),
  addr2 varchar(60),
  zip_cd varchar(10),
  city_nm varchar(30),
  reg_dttm timestamp NOT NULL
);
CREATE TABLE tb_sales_ord (
  ord_no int PRIMARY KEY,
  cust_id int NOT NULL REFERENCES tb_cust,
  ord_stts varchar(10) NOT NULL,
  ord_amt numeric(12,2) NOT NULL,
  ord_dttm timestamp NOT NULL,
  pay_dttm timestamp,
  ship_dttm timestamp,
  prms_dlv_dt date NOT NULL,
  dlv_dttm timestamp,
  doc_ok_yn char(1),
  dmg_yn char(1)
);
COMMENT ON TABLE tb_sales_ord IS '판매 주문';
COMMENT ON COLUMN tb_sales_ord.ord_stts IS '주문 상태 (NEW:신규, PAID:결제완료, SHIPPED:배송중, DLVD:배송완료, CANCEL:취소)';
COMMENT ON COLUMN tb_sales_ord.prms_dlv_dt IS '약속 배송일';
COMMENT ON COLUMN tb_sales_ord.dlv_dttm IS '배송완료일시';
COMMENT ON COLUMN tb_sales_ord.doc_ok_yn IS '서류 정상 여부';
COMMENT ON COLUMN tb_sales_ord.dmg_yn IS '파손 여부';
CREATE TABLE tb_sales_ord_dtl (
  ord_no int NOT NULL REFERENCES tb_sales_ord,
  line_no int NOT NULL,
  prod_cd varchar(10) NOT NULL,
  ord_qty int NOT NULL,
  dlvr_qty int,
  unit_prc numeric(10,2) NOT NULL,
  PRIMARY KEY (ord_no, line_no)
);
CREATE TABLE shipment (
  shipment_id int PRIMARY KEY,
  ord_no int NOT NULL REFERENCES tb_sales_ord,
  carrier varchar(20) NOT NULL,
  shipping_cost numeric(10,2) NOT NULL,
  shipped_at timestamp NOT NULL
);
CREATE TABLE delivery_attempt (
  attempt_id int PRIMARY KEY,
  shipment_id int NOT NULL REFERENCES shipment,
  attempt_no smallint NOT NULL,
  status varchar(10) NOT NULL,
  attempted_at timestamp NOT NULL
);
COMMENT ON COLUMN delivery_attempt.status IS 'delivered or failed';
CREATE TABLE payment (
  payment_id int PRIMARY KEY,
  ord_no int NOT NULL REFERENCES tb_sales_ord,
  pay_method varchar(10) NOT NULL,
  status varchar(10) NOT NULL,
  amount numeric(12,2) NOT NULL,
  attempted_at timestamp NOT NULL,
  paid_at timestamp
);
COMMENT ON COLUMN payment.status IS 'succeeded, failed';
CREATE TABLE refund (
  refund_id int PRIMARY KEY,
  payment_id int NOT NULL REFERENCES payment,
  amount numeric(12,2) NOT NULL,
  refunded_at timestamp NOT NULL
);
CREATE TABLE dispute (
  dispute_id int PRIMARY KEY,
  payment_id int NOT NULL REFERENCES payment,
  reason varchar(20) NOT NULL,
  opened_at timestamp NOT NULL
);
CREATE TABLE tax_invoice (
  tax_invoice_id int PRIMARY KEY,
  ord_no int NOT NULL REFERENCES tb_sales_ord,
  supply_amt numeric(12,2) NOT NULL,
  issued_at timestamp NOT NULL
);
CREATE TABLE receivable (
  bill_no int PRIMARY KEY,
  cust_id int NOT NULL REFERENCES tb_cust,
  invoice_amount numeric(12,2) NOT NULL,
  open_amount numeric(12,2) NOT NULL,
  issued_on date NOT NULL,
  due_on date NOT NULL
);
CREATE TABLE vendor (
  vendor_id int PRIMARY KEY,
  vendor_name varchar(40) NOT NULL,
  country varchar(2) NOT NULL
);
CREATE TABLE payout (
  payout_id int PRIMARY KEY,
  vendor_id int NOT NULL REFERENCES vendor,
  amount numeric(12,2) NOT NULL,
  completed_at timestamp NOT NULL,
  due_on date NOT NULL,
  paid_out_at timestamp
);
CREATE TABLE buyer (
  buyer_id int PRIMARY KEY,
  buyer_name varchar(40) NOT NULL
);
CREATE TABLE framework_contract (
  contract_id int PRIMARY KEY,
  vendor_id int NOT NULL REFERENCES vendor,
  valid_from date NOT NULL,
  valid_until date NOT NULL
);
CREATE TABLE part (
  part_no varchar(10) PRIMARY KEY,
  part_name varchar(40) NOT NULL,
  standard_price numeric(10,2) NOT NULL
);
CREATE TABLE purchase_requisition (
  requisition_id int PRIMARY KEY,
  department varchar(12) NOT NULL,
  requested_at timestamp NOT NULL
);
CREATE TABLE purchase_order (
  po_id int PRIMARY KEY,
  requisition_id int REFERENCES purchase_requisition,
  vendor_id int NOT NULL REFERENCES vendor,
  buyer_id int NOT NULL REFERENCES buyer,
  contract_id int REFERENCES framework_contract,
  approval_channel varchar(12) NOT NULL,
  status varchar(12) NOT NULL,
  total_amount numeric(12,2) NOT NULL,
  issued_at timestamp NOT NULL,
  completed_at timestamp
);
COMMENT ON COLUMN purchase_order.status IS 'issued, completed, cancelled';
COMMENT ON COLUMN purchase_order.approval_channel IS 'electronic, paper or phone';
CREATE TABLE purchase_order_line (
  po_id int NOT NULL REFERENCES purchase_order,
  line_no int NOT NULL,
  part_no varchar(10) NOT NULL REFERENCES part,
  qty int NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  PRIMARY KEY (po_id, line_no)
);
CREATE TABLE purchase_order_change (
  change_id int PRIMARY KEY,
  po_id int NOT NULL REFERENCES purchase_order,
  change_type varchar(12) NOT NULL,
  changed_at timestamp NOT NULL
);
CREATE TABLE vendor_invoice (
  invoice_id int PRIMARY KEY,
  vendor_id int NOT NULL REFERENCES vendor,
  po_id int REFERENCES purchase_order,
  amount numeric(12,2) NOT NULL,
  issued_at date NOT NULL,
  due_at date NOT NULL,
  paid_at date
);
CREATE TABLE deal (
  deal_id int PRIMARY KEY,
  cust_id int NOT NULL REFERENCES tb_cust,
  status varchar(10) NOT NULL,
  amount numeric(12,2) NOT NULL,
  opened_at timestamp NOT NULL,
  closed_at timestamp
);
COMMENT ON COLUMN deal.status IS 'open, won, lost';

INSERT INTO tb_cust SELECT n, 'Customer ' || n, CASE WHEN n % 11 <> 0 THEN n || ' Main St' END, CASE WHEN n % 3 = 0 THEN 'Floor ' || n % 9 END, CASE WHEN n % 7 <> 0 THEN (10000 + n)::text END, CASE WHEN n % 5 <> 4 OR n % 2 = 0 THEN 'City ' || n % 6 END,
  current_date - interval '1 day' * (n * 13 % 800) FROM generate_series(1, 120) AS n;
INSERT INTO tb_sales_ord
SELECT n, 1 + n * 17 % 120, CASE WHEN n % 19 = 4 THEN 'CANCEL' WHEN n <= 8 THEN 'NEW' WHEN n <= 24 OR n % 97 = 0 THEN 'PAID' WHEN n <= 40 THEN 'SHIPPED' ELSE 'DLVD' END,
  50 + n * 37 % 900, at, NULL, NULL, at::date + 3 + n % 3, NULL, NULL, NULL
FROM (SELECT n, current_date + interval '9 hours' - interval '7 hours' * n AS at FROM generate_series(1, 1500) AS n) AS o;
UPDATE tb_sales_ord SET pay_dttm = ord_dttm + interval '1 hour' WHERE ord_stts IN ('PAID', 'SHIPPED', 'DLVD');
UPDATE tb_sales_ord SET ship_dttm = pay_dttm + interval '1 hour' * (6 + ord_no * 7 % 60) WHERE ord_stts IN ('SHIPPED', 'DLVD');
UPDATE tb_sales_ord SET dlv_dttm = ship_dttm + interval '1 hour' * (12 + ord_no * 11 % 90),
  doc_ok_yn = CASE WHEN ord_no % 13 = 0 THEN 'N' ELSE 'Y' END, dmg_yn = CASE WHEN ord_no % 21 = 0 THEN 'Y' ELSE 'N' END WHERE ord_stts = 'DLVD';
INSERT INTO tb_sales_ord_dtl
SELECT ord_no, k, 'P' || (ord_no * k % 30), 1 + ord_no % 6,
  CASE WHEN ord_stts <> 'DLVD' THEN NULL WHEN (ord_no + k) % 23 = 0 THEN ord_no % 6 WHEN (ord_no + k) % 31 = 0 THEN 2 + ord_no % 6 ELSE 1 + ord_no % 6 END, 5 + ord_no % 40
FROM tb_sales_ord CROSS JOIN generate_series(1, 3) AS k WHERE k <= 1 + ord_no % 3 AND ord_no % 101 <> 0;
INSERT INTO shipment SELECT row_number() OVER (ORDER BY ord_no, k), ord_no, (ARRAY['Blue', 'Red', 'Fox'])[1 + ord_no % 3], 4 + ord_no % 9, ship_dttm + interval '1 hour' * k
FROM tb_sales_ord CROSS JOIN generate_series(0, 1) AS k WHERE ship_dttm IS NOT NULL AND (k = 0 OR ord_no % 8 = 0);
INSERT INTO delivery_attempt SELECT row_number() OVER (ORDER BY shipment_id, k), shipment_id, k, CASE WHEN k = t THEN 'delivered' ELSE 'failed' END, shipped_at + interval '20 hours' * k
FROM (SELECT s.*, 1 + (CASE WHEN shipment_id % 6 = 0 THEN 1 ELSE 0 END) + (CASE WHEN shipment_id % 30 = 0 THEN 1 ELSE 0 END) AS t FROM shipment AS s) AS s CROSS JOIN generate_series(1, 3) AS k WHERE k <= t AND ord_no > 40;
INSERT INTO payment SELECT row_number() OVER (ORDER BY ord_dttm, ord_no, k), ord_no, (ARRAY['card', 'card', 'bank', 'wallet'])[1 + ord_no % 4],
  CASE WHEN k < t OR pay_dttm IS NULL THEN 'failed' ELSE 'succeeded' END, ord_amt, ord_dttm + interval '20 minutes' * k, CASE WHEN k = t THEN pay_dttm END
FROM (SELECT o.*, 1 + (CASE WHEN ord_no % 9 = 0 THEN 1 ELSE 0 END) + (CASE WHEN ord_no % 27 = 0 THEN 1 ELSE 0 END) AS t FROM tb_sales_ord AS o) AS o CROSS JOIN generate_series(1, 3) AS k WHERE k <= t AND ord_no > 8;
INSERT INTO refund SELECT row_number() OVER (ORDER BY payment_id), payment_id, amount / (1 + payment_id % 2), paid_at + interval '1 day' * (payment_id % 40) FROM payment WHERE status = 'succeeded' AND payment_id % 14 = 3 AND paid_at + interval '1 day' * (payment_id % 40) < now();
INSERT INTO dispute SELECT row_number() OVER (ORDER BY payment_id), payment_id, (ARRAY['fraud', 'not received'])[1 + payment_id % 2], paid_at + interval '6 days' FROM payment WHERE status = 'succeeded' AND payment_id % 45 = 7 AND paid_at + interval '6 days' < now();
INSERT INTO tax_invoice SELECT row_number() OVER (ORDER BY ord_no), ord_no, round(ord_amt / 1.1, 2), pay_dttm + interval '2 hours' FROM tb_sales_ord WHERE pay_dttm IS NOT NULL AND ord_no % 12 <> 5;
INSERT INTO receivable SELECT n, 1 + n * 23 % 120, 100 + n * 53 % 2000, CASE WHEN n <= 60 OR n % 40 = 9 THEN (100 + n * 53 % 2000) / (1 + n % 2) ELSE 0 END, current_date - n * 6 / 5, current_date - n * 6 / 5 + 30 FROM generate_series(1, 600) AS n;
INSERT INTO vendor SELECT n, 'Vendor ' || n, (ARRAY['DE', 'KR', 'FR'])[1 + n % 3] FROM generate_series(1, 40) AS n;
INSERT INTO payout SELECT n, 1 + n * 7 % 40, 200 + n * 41 % 3000, at, at::date + 7, CASE WHEN n > 14 AND n % 25 <> 3 THEN at + interval '1 hour' * (48 + n * 13 % 170) END FROM (SELECT n, current_date - interval '15 hours' * n AS at FROM generate_series(1, 700) AS n) AS p;
INSERT INTO buyer SELECT n, 'Buyer ' || n FROM generate_series(1, 9) AS n;
INSERT INTO framework_contract SELECT n, n * 3 % 40 + 1, current_date - n * 50, current_date + 200 - n * 20 FROM generate_series(1, 14) AS n;
INSERT INTO part SELECT 'T' || n, 'Part ' || n, 10 + n * 1.5 FROM generate_series(1, 25) AS n;
INSERT INTO purchase_requisition SELECT n, (ARRAY['assembly', 'office', 'lab'])[1 + n % 3], current_date + interval '10 hours' - interval '22 hours' * n - interval '7 hours' * (5 + n * 13 % 61) FROM generate_series(1, 600) AS n WHERE n % 9 <> 4;
INSERT INTO purchase_order SELECT n, CASE WHEN n % 9 <> 4 THEN n END, 1 + n * 11 % 40, 1 + n % 9, CASE WHEN n % 5 IN (0, 1, 2) THEN 1 + n % 14 END, (ARRAY['electronic', 'electronic', 'electronic', 'paper', 'phone'])[1 + n / 3 % 5],
  CASE WHEN n % 17 = 2 THEN 'cancelled' WHEN n > 30 AND n % 20 <> 7 THEN 'completed' ELSE 'issued' END, 0, current_date + interval '10 hours' - interval '22 hours' * n, NULL FROM generate_series(1, 600) AS n;
UPDATE purchase_order SET completed_at = issued_at + interval '1 day' * (10 + po_id * 29 % 130) WHERE status = 'completed' AND issued_at + interval '1 day' * (10 + po_id * 29 % 130) < now();
UPDATE purchase_order SET status = 'issued' WHERE status = 'completed' AND completed_at IS NULL;
INSERT INTO purchase_order_line SELECT po_id, k, 'T' || (1 + po_id * k % 25), 5 + po_id % 20, (10 + (1 + po_id * k % 25) * 1.5) * (90 + po_id % 25) / 100 FROM purchase_order CROSS JOIN generate_series(1, 2) AS k;
UPDATE purchase_order AS o SET total_amount = (SELECT sum(qty * unit_price) FROM purchase_order_line AS l WHERE l.po_id = o.po_id);
INSERT INTO purchase_order_change SELECT row_number() OVER (ORDER BY po_id, k), po_id, (ARRAY['quantity', 'date', 'price'])[1 + po_id % 3], issued_at + interval '1 day' * k FROM purchase_order CROSS JOIN generate_series(1, 2) AS k WHERE po_id % 6 = 1 AND (k = 1 OR po_id % 4 = 3);
INSERT INTO vendor_invoice SELECT n, 1 + n * 11 % 40, CASE WHEN n % 8 <> 5 THEN 1 + n % 600 END, 300 + n * 71 % 5000, current_date - n * 3 / 4, current_date - n * 3 / 4 + 45, CASE WHEN n > 70 AND n % 33 <> 0 THEN current_date - n * 3 / 4 + 25 + n % 30 END FROM generate_series(1, 800) AS n;
INSERT INTO deal SELECT n, 1 + n * 7 % 120, CASE WHEN n <= 20 THEN 'open' WHEN n % 3 = 0 THEN 'won' ELSE 'lost' END, 1000 + n * 97 % 9000, current_date - interval '30 hours' * n, CASE WHEN n > 20 THEN current_date - interval '30 hours' * n + interval '1 day' * (3 + n % 22) END FROM generate_series(1, 400) AS n;
