-- A web shop: declared keys, English comments on half of it, amounts with decimals, test and deleted
-- rows, orders that were cancelled but keep their amount, refunds, daily stock, an empty table.
-- Everything is counted back from today and without chance, so that the same day has the same rows.
CREATE TABLE customers (
  customer_id int PRIMARY KEY,
  full_name varchar(80) NOT NULL,
  email varchar(120),
  phone varchar(30),
  country_code char(2),
  segment varchar(20) NOT NULL,
  marketing_opt_in boolean NOT NULL,
  is_test boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  last_login_at timestamptz,
  deleted_at timestamptz
);
COMMENT ON TABLE customers IS 'People with an account';
COMMENT ON COLUMN customers.is_test IS 'Made by the shop itself to try things out';

CREATE TABLE categories (
  category_id int PRIMARY KEY,
  name varchar(40) NOT NULL,
  parent_category_id int REFERENCES categories
);

CREATE TABLE products (
  product_id int PRIMARY KEY,
  sku varchar(20) NOT NULL UNIQUE,
  product_name varchar(80) NOT NULL,
  category_id int NOT NULL REFERENCES categories,
  brand varchar(30),
  list_price numeric(10,2) NOT NULL,
  unit_cost numeric(10,2),
  is_active boolean NOT NULL,
  launched_on date NOT NULL,
  discontinued_on date
);

CREATE TABLE coupons (
  coupon_id int PRIMARY KEY,
  code varchar(20) NOT NULL,
  discount_percent numeric(5,2) NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  max_redemptions int
);

CREATE TABLE orders (
  order_id int PRIMARY KEY,
  order_number varchar(20) NOT NULL UNIQUE,
  customer_id int NOT NULL REFERENCES customers,
  status varchar(12) NOT NULL,
  channel varchar(10) NOT NULL,
  subtotal_amount numeric(12,2) NOT NULL,
  discount_amount numeric(12,2) NOT NULL DEFAULT 0,
  shipping_fee numeric(12,2),
  tax_amount numeric(12,2) NOT NULL,
  total_amount numeric(12,2) NOT NULL,
  coupon_id int REFERENCES coupons,
  ordered_at timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  promised_delivery_on date,
  delivered_at timestamptz,
  cancelled_at timestamptz,
  is_test boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE orders IS 'What customers ordered, with the totals in EUR';
COMMENT ON COLUMN orders.status IS 'pending, paid, shipped, delivered, cancelled';
COMMENT ON COLUMN orders.total_amount IS 'Subtotal less discount plus shipping and tax, in EUR';

CREATE TABLE order_items (
  order_id int NOT NULL REFERENCES orders,
  line_no int NOT NULL,
  product_id int NOT NULL REFERENCES products,
  quantity int NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE payments (
  payment_id int PRIMARY KEY,
  order_id int NOT NULL REFERENCES orders,
  method varchar(12) NOT NULL,
  status varchar(10) NOT NULL,
  amount numeric(12,2) NOT NULL,
  fee_amount numeric(12,2),
  attempted_at timestamptz NOT NULL,
  settled_at timestamptz,
  failure_reason varchar(30)
);
COMMENT ON COLUMN payments.status IS 'succeeded, failed or pending; an order may be tried several times';

CREATE TABLE refunds (
  refund_id int PRIMARY KEY,
  order_id int NOT NULL REFERENCES orders,
  amount numeric(12,2) NOT NULL,
  reason varchar(20),
  requested_at timestamptz NOT NULL,
  refunded_at timestamptz
);

CREATE TABLE warehouses (
  warehouse_id int PRIMARY KEY,
  name varchar(40) NOT NULL,
  city varchar(40) NOT NULL,
  capacity_pallets int NOT NULL,
  opened_on date NOT NULL
);

CREATE TABLE stock_levels (
  snapshot_date date NOT NULL,
  warehouse_id int NOT NULL REFERENCES warehouses,
  product_id int NOT NULL REFERENCES products,
  on_hand_qty int NOT NULL,
  reserved_qty int NOT NULL,
  stock_value numeric(12,2),
  PRIMARY KEY (snapshot_date, warehouse_id, product_id)
);
COMMENT ON TABLE stock_levels IS 'What is in the warehouses, every night';

CREATE TABLE product_reviews (
  review_id int PRIMARY KEY,
  product_id int NOT NULL REFERENCES products,
  customer_id int REFERENCES customers,
  rating smallint NOT NULL,
  title varchar(60),
  body text,
  helpful_count int NOT NULL DEFAULT 0,
  is_verified boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE tags (
  tag_id int PRIMARY KEY,
  name varchar(30) NOT NULL
);

CREATE TABLE product_tags (
  product_id int NOT NULL REFERENCES products,
  tag_id int NOT NULL REFERENCES tags,
  PRIMARY KEY (product_id, tag_id)
);

CREATE TABLE page_views (
  view_id bigint PRIMARY KEY,
  session_id varchar(20) NOT NULL,
  customer_id int REFERENCES customers,
  path varchar(60) NOT NULL,
  device varchar(10) NOT NULL,
  load_ms int,
  viewed_at timestamptz NOT NULL
);

CREATE TABLE shop_settings (
  setting_key varchar(40) PRIMARY KEY,
  setting_value varchar(100)
);

CREATE TABLE gift_cards (
  gift_card_id int PRIMARY KEY,
  code varchar(20) NOT NULL,
  balance_amount numeric(10,2) NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_on date
);

-- Two customers have the same name; every fortieth is a test, every twenty-fifth has left.
INSERT INTO customers
SELECT n, CASE WHEN n IN (7, 8) THEN 'Ada Lind' ELSE 'Customer ' || lpad(n::text, 3, '0') END,
  CASE WHEN n % 11 <> 0 THEN 'c' || n || '@example.com' END,
  CASE WHEN n % 3 <> 0 THEN '+49 30 ' || (100000 + n * 37) END,
  CASE WHEN n % 17 <> 0 THEN (ARRAY['DE', 'DE', 'DE', 'FR', 'AT', 'NL'])[1 + n % 6] END,
  (ARRAY['consumer', 'consumer', 'business'])[1 + n % 3],
  n % 5 < 2, n % 40 = 0,
  current_date - interval '1 day' * (n * 613 % 720) - interval '1 hour' * (n % 24),
  CASE WHEN n % 9 <> 0 THEN current_date - interval '1 hour' * (n * 91 % 2400) END,
  CASE WHEN n % 25 = 0 THEN current_date - interval '1 day' * (n % 60) END
FROM generate_series(1, 400) AS n;

INSERT INTO categories VALUES
  (1, 'Household', NULL), (2, 'Kitchen', 1), (3, 'Bath', 1), (4, 'Outdoor', NULL), (5, 'Garden', 4), (6, 'Camping', 4);

INSERT INTO products
SELECT n, 'SKU-' || (1000 + n), 'Product ' || lpad(n::text, 2, '0'), 2 + n % 5,
  (ARRAY['Alto', 'Bera', 'Cora', NULL])[1 + n % 4], 5 + (n * 29 % 90) + 0.99,
  CASE WHEN n % 10 <> 0 THEN round((5 + (n * 29 % 90)) * 0.6, 2) END,
  n % 8 <> 0, current_date - (40 + n * 17 % 900),
  CASE WHEN n % 8 = 0 THEN current_date - (n % 30) END
FROM generate_series(1, 60) AS n;

INSERT INTO coupons
SELECT n, 'SAVE' || n, 5 * (1 + n % 4), current_date - 60 * n, current_date - 60 * n + 75, 100 * n
FROM generate_series(1, 10) AS n;

-- An order every third of a day for some 14 months, today included. Every tenth is cancelled, some
-- after payment; every fiftieth is a test of an absurd amount.
INSERT INTO orders
SELECT n, 'O-' || (50000 + n), CASE WHEN n % 4 = 0 THEN 1 + n / 4 % 25 ELSE 1 + n * 53 % 390 END,
  CASE WHEN n % 10 = 3 THEN 'cancelled' WHEN n <= 9 THEN 'pending' WHEN n <= 24 THEN 'paid' WHEN n <= 40 THEN 'shipped'
    WHEN n % 37 = 0 THEN 'pending' ELSE 'delivered' END,
  (ARRAY['web', 'web', 'app', 'phone'])[1 + n % 4],
  0, 0, CASE WHEN n % 6 <> 0 THEN 4.90 + n % 97 * 0.01 END, 0, 0,
  CASE WHEN n % 7 = 0 THEN 1 + n % 10 END,
  current_date + interval '9 hours' - interval '8 hours' * (n - 1) - interval '1 minute' * (n * 7 % 60),
  NULL, NULL, NULL, NULL, NULL, n % 50 = 0
FROM generate_series(1, 1300) AS n;

INSERT INTO order_items
SELECT o.order_id, l, 1 + (o.order_id * 13 + l * 5) % 60, 1 + (o.order_id + l) % 3,
  round(p.list_price * CASE WHEN o.order_id % 50 = 0 THEN 100 ELSE 1 END, 2)
FROM orders AS o CROSS JOIN generate_series(1, 4) AS l
JOIN products AS p ON p.product_id = 1 + (o.order_id * 13 + l * 5) % 60
WHERE l <= 1 + o.order_id % 4;

UPDATE orders AS o SET
  subtotal_amount = i.amount,
  discount_amount = CASE WHEN coupon_id IS NOT NULL THEN round(i.amount * 0.1, 2) ELSE 0 END,
  tax_amount = round(i.amount * 0.19, 2)
FROM (SELECT order_id, sum(quantity * unit_price) AS amount FROM order_items GROUP BY order_id) AS i
WHERE i.order_id = o.order_id;
UPDATE orders SET
  total_amount = subtotal_amount - discount_amount + coalesce(shipping_fee, 0) + tax_amount,
  paid_at = CASE WHEN status IN ('paid', 'shipped', 'delivered') OR order_id % 20 = 3 THEN ordered_at + interval '1 minute' * (10 + order_id * 31 % 2000) END,
  promised_delivery_on = CASE WHEN order_id % 15 <> 0 THEN ordered_at::date + 5 END;
UPDATE orders SET
  shipped_at = CASE WHEN status IN ('shipped', 'delivered') THEN ordered_at + interval '1 hour' * (36 + order_id * 17 % 48) END,
  cancelled_at = CASE WHEN status = 'cancelled' THEN ordered_at + interval '1 hour' * (1 + order_id % 30) END;
UPDATE orders SET delivered_at = CASE WHEN status = 'delivered' THEN shipped_at + interval '1 hour' * (20 + order_id * 23 % 90) END;

-- A third of the paid orders was tried twice.
INSERT INTO payments
SELECT row_number() OVER (ORDER BY o.order_id, t), o.order_id, (ARRAY['card', 'paypal', 'invoice'])[1 + o.order_id % 3],
  CASE WHEN t = 2 THEN 'failed' WHEN o.paid_at IS NULL THEN 'pending' ELSE 'succeeded' END,
  o.total_amount, CASE WHEN t = 1 AND o.paid_at IS NOT NULL THEN round(o.total_amount * 0.02, 2) END,
  coalesce(o.paid_at, o.ordered_at) - interval '1 minute' * (t - 1) * 5,
  CASE WHEN t = 1 AND o.paid_at IS NOT NULL THEN o.paid_at + interval '1 hour' * (24 + o.order_id % 24) END,
  CASE WHEN t = 2 THEN (ARRAY['insufficient_funds', 'expired_card'])[1 + o.order_id % 2] END
FROM orders AS o CROSS JOIN generate_series(1, 2) AS t
WHERE t = 1 OR (o.order_id % 3 = 0 AND o.paid_at IS NOT NULL);

INSERT INTO refunds
SELECT row_number() OVER (ORDER BY order_id), order_id, round(total_amount / 2, 2),
  (ARRAY['damaged', 'wrong_item', 'late', NULL])[1 + order_id / 12 % 4],
  delivered_at + interval '2 days',
  CASE WHEN order_id > 100 THEN delivered_at + interval '1 day' * (3 + order_id % 9) END
FROM orders WHERE status = 'delivered' AND order_id % 12 = 5;

INSERT INTO warehouses VALUES (1, 'North', 'Hamburg', 1200, '2015-03-01'), (2, 'South', 'Munich', 800, '2019-09-15');

INSERT INTO stock_levels
SELECT current_date - d, w, p, (p * 7 + d * 3 + w * 11) % 40, (p + d) % 5,
  CASE WHEN p % 10 <> 0 THEN round(((p * 7 + d * 3 + w * 11) % 40) * (5 + (p * 29 % 90)) * 0.6, 2) END
FROM generate_series(0, 39) AS d, generate_series(1, 2) AS w, generate_series(1, 30) AS p;

INSERT INTO product_reviews
SELECT n, 1 + n * 7 % 60, CASE WHEN n % 13 <> 0 THEN 1 + n * 11 % 390 END, 1 + (n * 3 + n / 7) % 5,
  CASE WHEN n % 2 = 0 THEN 'Review ' || n END, CASE WHEN n % 4 <> 0 THEN 'Text of review ' || n END,
  n * 5 % 23, n % 3 <> 0, current_date - interval '10 hours' * n
FROM generate_series(1, 700) AS n;

INSERT INTO tags VALUES (1, 'new'), (2, 'sale'), (3, 'eco'), (4, 'gift');
INSERT INTO product_tags SELECT p, t FROM generate_series(1, 60) AS p, generate_series(1, 4) AS t WHERE (p + t) % 3 = 0;

INSERT INTO page_views
SELECT n, 's' || (n / 4), CASE WHEN n % 3 = 0 THEN 1 + n * 3 % 390 END, '/' || (ARRAY['', 'cart', 'product', 'search', 'checkout'])[1 + n % 5],
  (ARRAY['mobile', 'mobile', 'desktop'])[1 + n / 4 % 3], CASE WHEN n % 19 <> 0 THEN 80 + n * 37 % 900 END,
  current_date + interval '8 hours' - interval '29 minutes' * n
FROM generate_series(1, 3000) AS n;

INSERT INTO shop_settings VALUES ('currency', 'EUR'), ('free_shipping_from', '50'), ('mail_from', 'shop@example.com');
