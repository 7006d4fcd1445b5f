-- A marketplace for parts: buyers ask, invited sellers make offers, the best one becomes an order, whose amount only its
-- lines tell. All dates are relative to today.

CREATE TABLE sellers (
  seller_id int PRIMARY KEY,
  seller_name varchar(60) NOT NULL,
  country_code char(2),
  tax_number varchar(20),
  phone varchar(30),
  street_address varchar(80),
  website_url varchar(80),
  status varchar(12) NOT NULL,
  applied_at timestamptz NOT NULL,
  approved_at timestamptz
);
COMMENT ON COLUMN sellers.status IS 'applied, approved or suspended';

CREATE TABLE buyers (
  buyer_id int PRIMARY KEY,
  company_name varchar(60) NOT NULL,
  industry varchar(20),
  contact_email varchar(80),
  signed_up_at timestamptz NOT NULL
);

CREATE TABLE catalog_items (
  item_id int PRIMARY KEY,
  item_name varchar(60) NOT NULL,
  seller_id int NOT NULL REFERENCES sellers,
  item_type varchar(20) NOT NULL,
  list_price numeric(10,2) NOT NULL,
  sale_price numeric(10,2) NOT NULL,
  standard_cost numeric(10,2) NOT NULL,
  listing_status varchar(10) NOT NULL,
  listed_on date NOT NULL
);
COMMENT ON COLUMN catalog_items.listing_status IS 'active, paused or delisted';

CREATE TABLE requests (
  request_id int PRIMARY KEY,
  buyer_id int NOT NULL REFERENCES buyers,
  title varchar(80) NOT NULL,
  material varchar(20) NOT NULL,
  quantity int NOT NULL,
  created_at timestamptz NOT NULL,
  offers_due_on date NOT NULL,
  status varchar(12) NOT NULL
);
COMMENT ON TABLE requests IS 'Requests for quotation';
COMMENT ON COLUMN requests.status IS 'open, awarded, expired or cancelled';

CREATE TABLE invitations (
  invitation_id int PRIMARY KEY,
  request_id int NOT NULL REFERENCES requests,
  seller_id int NOT NULL REFERENCES sellers,
  invited_at timestamptz NOT NULL,
  opened_at timestamptz
);
COMMENT ON TABLE invitations IS 'Which sellers were asked to make an offer';

CREATE TABLE offers (
  offer_id int PRIMARY KEY,
  request_id int NOT NULL REFERENCES requests,
  seller_id int NOT NULL REFERENCES sellers,
  status varchar(12) NOT NULL,
  total_price numeric(12,2) NOT NULL,
  lead_time_days int NOT NULL,
  submitted_at timestamptz NOT NULL,
  valid_until date NOT NULL,
  decided_at timestamptz
);
COMMENT ON TABLE offers IS 'Quotations of sellers';
COMMENT ON COLUMN offers.status IS 'submitted, won, lost or withdrawn';

CREATE TABLE carts (
  cart_id int PRIMARY KEY,
  buyer_id int NOT NULL REFERENCES buyers,
  device varchar(10) NOT NULL,
  item_count int NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE purchase_orders (
  po_id int PRIMARY KEY,
  request_id int REFERENCES requests,
  offer_id int REFERENCES offers,
  cart_id int REFERENCES carts,
  buyer_id int NOT NULL REFERENCES buyers,
  seller_id int NOT NULL REFERENCES sellers,
  status varchar(12) NOT NULL,
  cancelled_by varchar(10),
  ordered_at timestamptz NOT NULL,
  expected_ship_on date NOT NULL,
  shipped_at timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz
);
COMMENT ON COLUMN purchase_orders.status IS 'placed, shipped, delivered or cancelled';
COMMENT ON COLUMN purchase_orders.cancelled_by IS 'buyer = buyer, seller = seller, system = system (never paid)';

CREATE TABLE po_lines (
  po_id int NOT NULL REFERENCES purchase_orders,
  line_no int NOT NULL,
  item_id int NOT NULL REFERENCES catalog_items,
  qty int NOT NULL,
  unit_price numeric(10,2) NOT NULL,
  discount_amount numeric(10,2) NOT NULL,
  PRIMARY KEY (po_id, line_no)
);

CREATE TABLE settlements (
  settlement_id int PRIMARY KEY,
  po_id int NOT NULL REFERENCES purchase_orders,
  seller_id int NOT NULL REFERENCES sellers,
  sales_amount numeric(12,2) NOT NULL,
  commission_amount numeric(12,2) NOT NULL,
  settled_at timestamptz NOT NULL
);

CREATE TABLE claims (
  claim_id int PRIMARY KEY,
  po_id int NOT NULL REFERENCES purchase_orders,
  reason varchar(20) NOT NULL,
  claimed_at timestamptz NOT NULL,
  resolved_at timestamptz
);
COMMENT ON TABLE claims IS 'Complaints about orders';

CREATE TABLE order_ratings (
  rating_id int PRIMARY KEY,
  po_id int NOT NULL REFERENCES purchase_orders,
  stars smallint NOT NULL,
  rated_at timestamptz NOT NULL
);
COMMENT ON TABLE order_ratings IS 'One to five stars for an order; some rate twice';

CREATE TABLE item_stock (
  stock_date date NOT NULL,
  item_id int NOT NULL REFERENCES catalog_items,
  qty_on_hand int NOT NULL,
  stock_value numeric(12,2) NOT NULL,
  PRIMARY KEY (stock_date, item_id)
);
COMMENT ON TABLE item_stock IS 'Stock of each item at the end of each day';

CREATE TABLE app_sessions (
  session_id int PRIMARY KEY,
  buyer_id int NOT NULL REFERENCES buyers,
  device varchar(10) NOT NULL,
  page_count int NOT NULL,
  started_at timestamptz NOT NULL
);

CREATE TABLE site_visits (
  visit_id int PRIMARY KEY,
  buyer_id int REFERENCES buyers,
  page_count int NOT NULL,
  visited_at timestamptz NOT NULL
);
COMMENT ON TABLE site_visits IS 'Visits of the site; those who have not signed in are nobody';

INSERT INTO sellers
SELECT n, 'Seller ' || lpad(n::text, 3, '0'), CASE WHEN n % 13 <> 0 THEN (ARRAY['DE', 'FR', 'PL', 'IT'])[1 + n % 4] END,
  CASE WHEN n % 4 <> 0 THEN 'T' || (70000 + n) END, CASE WHEN n % 5 <> 0 THEN '+49 40 ' || (20000 + n) END,
  CASE WHEN n % 7 <> 0 THEN n || ' Harbour Road' END, CASE WHEN n % 3 <> 0 THEN 'https://s' || n || '.example.com' END,
  CASE WHEN n % 9 = 0 THEN 'applied' WHEN n % 23 = 0 THEN 'suspended' ELSE 'approved' END,
  current_date - interval '1 day' * (20 + n * 37 % 560) - interval '1 hour' * (n % 9),
  CASE WHEN n % 9 <> 0 THEN current_date - interval '1 day' * (20 + n * 37 % 560 - n % 12) END
FROM generate_series(1, 90) AS n;

INSERT INTO buyers
SELECT n, 'Buyer ' || lpad(n::text, 3, '0'), CASE WHEN n % 10 <> 0 THEN (ARRAY['automotive', 'medical', 'energy'])[1 + n % 3] END,
  CASE WHEN n % 8 <> 0 THEN 'b' || n || '@example.com' END, current_date - interval '1 day' * (5 + n * 53 % 600)
FROM generate_series(1, 150) AS n;

INSERT INTO catalog_items
SELECT n, 'Part ' || lpad(n::text, 3, '0'), 1 + n * 7 % 90, (ARRAY['bearing', 'gear', 'valve', 'shaft'])[1 + n % 4],
  10 + n * 31 % 140, round((10 + n * 31 % 140) * (ARRAY[1.0, 0.9, 0.8, 1.0, 0.75])[1 + n % 5], 2), round((10 + n * 31 % 140) * 0.5, 2),
  (ARRAY['active', 'active', 'active', 'active', 'paused', 'active', 'delisted'])[1 + n % 7], current_date - (3 + n * 41 % 640)
FROM generate_series(1, 120) AS n;

INSERT INTO requests
SELECT n, 1 + n * 17 % 150, 'Request ' || n, (ARRAY['steel', 'aluminium', 'brass'])[1 + n % 3], 10 * (1 + n % 40),
  created, (created + interval '1 day' * (5 + n % 10))::date,
  CASE WHEN n % 19 = 0 THEN 'cancelled' WHEN n % 7 IN (0, 3) THEN 'awarded' WHEN created < current_date - 40 THEN 'expired' ELSE 'open' END
FROM (SELECT n, current_date - interval '1 day' * (n * 263 % 450) - interval '1 hour' * (1 + n % 14) AS created FROM generate_series(1, 640) AS n) AS t;

INSERT INTO invitations
SELECT row_number() OVER (ORDER BY r.request_id, k), r.request_id, 1 + (r.request_id * 11 + k * 29) % 90,
  r.created_at + interval '20 minutes' * k, CASE WHEN (r.request_id + k) % 3 <> 0 THEN r.created_at + interval '5 hours' * k END
FROM requests AS r, generate_series(1, 4) AS k WHERE k <= 1 + r.request_id % 4;

-- Most offers come from those invited, some requests get none, and a few offers come after the deadline.
INSERT INTO offers
SELECT row_number() OVER (ORDER BY r.request_id, k), r.request_id, 1 + (r.request_id * 11 + k * 29) % 90,
  CASE WHEN r.status = 'awarded' THEN CASE WHEN k = 1 THEN 'won' ELSE 'lost' END
       WHEN r.request_id % 31 = 0 THEN 'withdrawn' WHEN r.status IN ('expired', 'cancelled') AND k = 2 THEN 'lost' ELSE 'submitted' END,
  round(r.quantity * (20 + (r.request_id * 13 + k * 57) % 60) * 0.95, 2), 5 + (r.request_id + k * 3) % 30,
  r.created_at + interval '9 hours' * k + interval '1 day' * (r.request_id % 4 * k), (r.created_at + interval '30 days')::date,
  CASE WHEN r.status = 'awarded' THEN r.created_at + interval '16 days' END
FROM requests AS r, generate_series(1, 4) AS k
WHERE r.request_id % 6 <> 5 AND k <= r.request_id % 5 AND r.created_at + interval '9 hours' * k + interval '1 day' * (r.request_id % 4 * k) < current_date;

INSERT INTO carts
SELECT n, 1 + n * 29 % 150, (ARRAY['phone', 'desktop', 'tablet'])[1 + n % 3], 1 + n % 6,
  current_date - interval '1 day' * (n * 151 % 420) - interval '1 minute' * (n * 37 % 1400)
FROM generate_series(1, 700) AS n;

-- Orders from awarded requests, from carts (some of them late), and a few by phone.
INSERT INTO purchase_orders
SELECT row_number() OVER (ORDER BY ordered, a, b), a, o, b, buyer, seller,
  CASE WHEN cancelled THEN 'cancelled' WHEN ordered > current_date - 4 THEN 'placed' WHEN ordered > current_date - 12 THEN 'shipped' ELSE 'delivered' END,
  CASE WHEN cancelled THEN (ARRAY['buyer', 'seller', 'seller', 'system'])[1 + k % 4] END, ordered, (ordered + interval '3 days')::date,
  CASE WHEN NOT cancelled AND ordered <= current_date - 4 THEN ordered + interval '1 hour' * (20 + k * 13 % 80) END,
  CASE WHEN NOT cancelled AND ordered <= current_date - 12 THEN ordered + interval '1 hour' * (110 + k * 7 % 130) END,
  CASE WHEN cancelled THEN ordered + interval '7 hours' END
FROM (
  SELECT r.request_id AS a, f.offer_id AS o, NULL::int AS b, r.buyer_id AS buyer, f.seller_id AS seller,
    f.decided_at + interval '1 hour' * (2 + r.request_id % 90) AS ordered, r.request_id % 11 = 4 AS cancelled, r.request_id AS k
  FROM requests AS r JOIN offers AS f ON f.request_id = r.request_id AND f.status = 'won'
  WHERE f.decided_at + interval '4 days' < current_date
  UNION ALL
  SELECT NULL, NULL, cart_id, buyer_id, 1 + cart_id * 19 % 90, created_at + interval '1 hour' * (1 + cart_id % 12 * 20), cart_id % 13 = 0, cart_id
  FROM carts WHERE cart_id % 5 < 2 AND created_at + interval '10 days' < current_date
  UNION ALL
  SELECT NULL, NULL, NULL, 1 + n * 7 % 150, 1 + n * 3 % 40, current_date - interval '1 day' * (n * 97 % 400) - interval '2 hours', n % 17 = 0, n
  FROM generate_series(1, 60) AS n
) AS t;

INSERT INTO po_lines
SELECT p.po_id, k, 1 + (p.po_id * 7 + k * 13) % 110, 1 + (p.po_id + k) % 9, i.sale_price, round(i.sale_price * ((p.po_id + k) % 4) * 0.1, 2)
FROM purchase_orders AS p, generate_series(1, 4) AS k, catalog_items AS i
WHERE k <= 1 + p.po_id % 4 AND i.item_id = 1 + (p.po_id * 7 + k * 13) % 110;

INSERT INTO settlements
SELECT row_number() OVER (ORDER BY p.po_id), p.po_id, p.seller_id, sum(qty * unit_price - discount_amount),
  round(sum(qty * unit_price - discount_amount) * (5 + p.seller_id % 4) / 100, 2), p.delivered_at + interval '7 days'
FROM purchase_orders AS p JOIN po_lines USING (po_id) WHERE p.delivered_at < current_date - 7 GROUP BY p.po_id;

INSERT INTO claims
SELECT row_number() OVER (ORDER BY po_id, k), po_id, (ARRAY['damaged', 'wrong item', 'late'])[1 + po_id % 3], delivered_at + interval '3 days' * k,
  CASE WHEN po_id % 2 = 0 THEN delivered_at + interval '9 days' * k END
FROM purchase_orders, generate_series(1, 2) AS k WHERE delivered_at IS NOT NULL AND (po_id % 14 = 0 OR (po_id % 28 = 3 AND k = 1)) AND delivered_at + interval '20 days' < current_date;

INSERT INTO order_ratings
SELECT row_number() OVER (ORDER BY po_id, k), po_id, 1 + (po_id * 7 + k * 3) % 5, delivered_at + interval '2 days' * k
FROM purchase_orders, generate_series(1, 2) AS k WHERE delivered_at + interval '5 days' < current_date AND po_id % (k * 3) = 1;

INSERT INTO item_stock
SELECT d, i, greatest(0, (i * 17 + (d - date '2020-01-01') * (1 + i % 5)) % 61 - 6), greatest(0, (i * 17 + (d - date '2020-01-01') * (1 + i % 5)) % 61 - 6) * (5 + i * 31 % 140)
FROM generate_series(1, 50) AS i, (SELECT current_date - n AS d FROM generate_series(1, 130) AS n) AS t;

INSERT INTO app_sessions
SELECT n, 1 + (n * n + n / 7) % 150, (ARRAY['phone', 'desktop'])[1 + n % 2], 1 + n % 14,
  current_date - interval '1 day' * (n * 211 % 300) - interval '1 minute' * (n * 7 % 1300)
FROM generate_series(1, 4000) AS n;

-- Some come back on the day after their first visit, some a week or a month later, some twice on a day.
INSERT INTO site_visits
SELECT row_number() OVER (ORDER BY at, buyer_id), CASE WHEN (buyer_id * 3 + extract(day FROM at)::int) % 17 <> 0 THEN buyer_id END, 1 + buyer_id % 9, at
FROM (
  SELECT buyer_id, signed_up_at + interval '1 day' * after + interval '1 hour' * (buyer_id % 20) AS at
  FROM buyers, (VALUES (0, 1), (0, 5), (1, 2), (7, 3), (30, 4), (31, 3), (62, 2), (95, 5)) AS v (after, every) WHERE buyer_id % every = 0
  UNION ALL
  SELECT buyer_id, signed_up_at + interval '8 days 3 hours' FROM buyers WHERE buyer_id % 6 = 0
) AS t WHERE at < current_date;
