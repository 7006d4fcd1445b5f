-- Hanbit Works: orders, the second half of the funnel.
--   tb_promotion   discounts offered for some weeks
--   tb_order       orders, from stock (MARKET) or made to a quotation (OEM) (wide table)
--   tb_order_item  their lines
--
-- The way of an order: ordered, paid (credit customers pay after delivery), confirmed, in
-- production (OEM), shipped, delivered, completed; or cancelled before or after payment.
--
-- Planted: tb_promotion.impression_cnt and click_cnt are 0 in every row (the advertising
-- account was never connected), so a click or conversion rate divides by zero; amounts in
-- several currencies (total_amt_krw is comparable, total_amt is not); test orders (is_test);
-- a handful of orders typed in afterwards whose shipping date lies before the order date.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_promotion (
  promotion_id   integer       NOT NULL,
  promotion_cd   varchar(20)   NOT NULL,
  promotion_nm   varchar(100)  NOT NULL,
  promotion_type varchar(10)   NOT NULL,
  discount_rate  numeric(5,4)  NOT NULL,
  min_order_amt  numeric(12,2),
  budget_amt     numeric(14,2) NOT NULL,
  spent_amt      numeric(14,2) NOT NULL DEFAULT 0,
  target_cnt     integer       NOT NULL,
  used_cnt       integer       NOT NULL DEFAULT 0,
  impression_cnt integer       NOT NULL DEFAULT 0,
  click_cnt      integer       NOT NULL DEFAULT 0,
  channel        varchar(20),
  start_dt       date          NOT NULL,
  end_dt         date          NOT NULL,
  active_yn      char(1)       NOT NULL,
  created_at     timestamp     NOT NULL
);

COMMENT ON TABLE tb_promotion IS 'Promotions: discounts on market orders for some weeks';
COMMENT ON COLUMN tb_promotion.promotion_type IS 'RATE, COUPON or WELCOME';
COMMENT ON COLUMN tb_promotion.discount_rate IS 'Share of the goods'' value, 0 to 1';
COMMENT ON COLUMN tb_promotion.min_order_amt IS 'Smallest order in KRW';
COMMENT ON COLUMN tb_promotion.budget_amt IS 'Budget in KRW';
COMMENT ON COLUMN tb_promotion.spent_amt IS 'Discounts given so far in KRW';
COMMENT ON COLUMN tb_promotion.target_cnt IS 'Orders hoped for';
COMMENT ON COLUMN tb_promotion.used_cnt IS 'Orders that used it';
COMMENT ON COLUMN tb_promotion.impression_cnt IS 'Times shown, from the advertising account';
COMMENT ON COLUMN tb_promotion.click_cnt IS 'Times clicked, from the advertising account';
COMMENT ON COLUMN tb_promotion.start_dt IS 'First day';
COMMENT ON COLUMN tb_promotion.end_dt IS 'Last day';
COMMENT ON COLUMN tb_promotion.active_yn IS 'Running today';

INSERT INTO tb_promotion
SELECT n, format('PR%s', to_char(start_dt, 'YYMM')),
       format('%s %s', to_char(start_dt, 'FMMonth YYYY'), pick('{fair,week,sale,special,감사제}', chance(n, 5001))),
       pick('{RATE,COUPON,WELCOME}', '{.6,.9}', chance(n, 5002)),
       .03 + .01 * floor(8 * chance(n, 5003)), 100000 * floor(4 * chance(n, 5004)),
       4000000 + 1000000 * n, 0, 20 + 3 * n, 0, 0, 0,
       pick('{EMAIL,BANNER,SEARCH,"banner "}', '{.4,.75,.95}', chance(n, 5005)),
       start_dt, end_dt,
       yn(end_dt >= current_date),
       start_dt - interval '20 days'
FROM generate_series(1, 27) AS n
     CROSS JOIN LATERAL (SELECT (opening() + interval '1 month' * n)::date AS start_dt) AS starts
     CROSS JOIN LATERAL (
       SELECT (start_dt + interval '1 month')::date - 6 - floor(8 * chance(n, 5006))::int AS end_dt
     ) AS ends;

ALTER TABLE tb_promotion ADD PRIMARY KEY (promotion_id);


-- Products by the rank among the bestsellers; the classics have always been there.
CREATE TABLE demo_tools.shelf AS
SELECT row_number() OVER (PARTITION BY created_at < opening() ORDER BY product_id * 7907 % 1500) AS classic_rank,
       row_number() OVER (ORDER BY product_id * 7907 % 1500) AS rank, created_at < opening() AS is_classic,
       product_id, partner_id, product_nm, unit_cd, min_order_qty, lead_time_days, created_at AS since,
       coalesce(discontinued_dt, 'infinity') AS upto,
       CASE WHEN sale_price > 0 THEN sale_price ELSE list_price END AS price,
       coalesce(cost_price, list_price * .65) AS cost
FROM tb_product
WHERE NOT is_test AND sale_status <> 'HIDDEN';

-- All orders in order of time, before anything has become of them.
CREATE TABLE demo_tools.purchase AS
WITH orders AS (
  SELECT 'OEM' AS order_type, at, company_id, user_id, currency, quotation_id, partner_id, lead_time_days, n AS seed
  FROM (SELECT q.decided_at::timestamp + days(.02 + 2.5 * pow(chance(q.quotation_id, 5101), 2)) AS at,
               r.company_id, r.user_id, q.currency, q.quotation_id, q.partner_id,
               q.lead_time_days, q.quotation_id AS n
        FROM tb_quotation AS q JOIN demo_tools.request AS r USING (rfq_id)
        WHERE q.status = 3 AND chance(q.quotation_id, 5102) < .97) AS awarded
  WHERE at <= horizon()
  UNION ALL
  SELECT 'MARKET', at, company_id, user_id, currency, NULL, NULL, NULL, n + 1000000
  FROM purchases(6400, 5110)
)
SELECT row_number() OVER (ORDER BY at, seed) AS order_id, orders.*,
       seed % 151 = 7 AS is_test,
       round((1335 + 55 * sin((at::date - opening()) / 55.0)
              + 14 * bell(at::date - opening(), 5103))::numeric, 2) AS usd_rate
FROM orders;


CREATE TABLE tb_order_item (
  order_id       bigint        NOT NULL,
  line_no        smallint      NOT NULL,
  product_id     bigint,
  partner_id     bigint        NOT NULL,
  item_nm        varchar(160)  NOT NULL,
  item_type      char(1)       NOT NULL,
  quantity       integer       NOT NULL,
  unit_cd        varchar(6),
  unit_price     numeric(14,2) NOT NULL,
  discount_amt   numeric(14,2) NOT NULL,
  line_amt       numeric(15,2) NOT NULL,
  cost_amt       numeric(15,2),
  currency       char(3)       NOT NULL,
  commission_rate numeric(5,4) NOT NULL,
  returned_qty   integer       NOT NULL DEFAULT 0,
  option_text    varchar(100),
  memo           text
);

COMMENT ON TABLE tb_order_item IS 'Lines of the orders';
COMMENT ON COLUMN tb_order_item.order_id IS 'Order';
COMMENT ON COLUMN tb_order_item.line_no IS 'Counts up per order';
COMMENT ON COLUMN tb_order_item.product_id IS 'Product from stock; empty for parts made to order';
COMMENT ON COLUMN tb_order_item.partner_id IS 'Who delivers the line';
COMMENT ON COLUMN tb_order_item.item_type IS 'P=product from stock, M=made to order, T=tooling';
COMMENT ON COLUMN tb_order_item.quantity IS '수량';
COMMENT ON COLUMN tb_order_item.unit_price IS 'Price per piece without tax, in the currency of the row';
COMMENT ON COLUMN tb_order_item.discount_amt IS 'Discount on the line';
COMMENT ON COLUMN tb_order_item.line_amt IS 'Quantity times price minus discount, without tax';
COMMENT ON COLUMN tb_order_item.cost_amt IS 'What the line costs the seller, where known';
COMMENT ON COLUMN tb_order_item.commission_rate IS '수수료율 (0~1)';
COMMENT ON COLUMN tb_order_item.returned_qty IS 'Pieces sent back';
COMMENT ON COLUMN tb_order_item.option_text IS 'Option as typed';

WITH numbers AS (
  SELECT (SELECT count(*) FROM demo_tools.shelf) AS products,
         (SELECT count(*) FROM demo_tools.shelf WHERE is_classic) AS classics
), choices AS (
  SELECT o.order_id, o.at, o.currency, o.usd_rate, k, o.order_id * 16 + k AS n,
         CASE WHEN o.at BETWEEN s.since AND s.upto THEN s.product_id ELSE c.product_id END AS product_id
  FROM demo_tools.purchase AS o
       CROSS JOIN numbers
       CROSS JOIN generate_series(1, skewed(6, 1.7, chance(o.order_id, 5201))) AS k
       JOIN demo_tools.shelf AS s ON s.rank = skewed(products, 1.8, chance(o.order_id * 16 + k, 5202))
       JOIN demo_tools.shelf AS c
         ON c.is_classic AND c.classic_rank = skewed(classics, 1.8, chance(o.order_id * 16 + k, 5203))
  WHERE o.order_type = 'MARKET'
), lines AS (
  SELECT DISTINCT ON (order_id, product_id) * FROM choices ORDER BY order_id, product_id, k
), sums AS (
  SELECT *, CASE WHEN chance(n, 5204) < .16
                 THEN money(price * quantity * .05, currency) ELSE 0 END AS discount
  FROM (SELECT l.*, s.partner_id, s.product_nm, s.unit_cd, s.cost, s.price AS price_krw,
               -- Prices rise by three percent a year.
               CASE l.currency WHEN 'KRW' THEN round(s.price * trend, -1) + 10
                    ELSE round(s.price * trend / 1350, 2) + .01 END AS price,
               s.min_order_qty
                 * greatest(1, round(170000 * exp(1.15 * bell(n, 5205)) / s.price / s.min_order_qty))::int AS quantity
        FROM lines AS l
             JOIN demo_tools.shelf AS s USING (product_id)
             CROSS JOIN LATERAL (
               SELECT (1 - .03 * (current_date - l.at::date) / 365.0)::numeric AS trend
             ) AS prices) AS priced
)
INSERT INTO tb_order_item
SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY k), product_id, partner_id, product_nm, 'P',
       quantity, unit_cd, price, discount, price * quantity - discount,
       CASE WHEN chance(n, 5206) < .9 THEN round(price * quantity * cost / price_krw * .95, 2) END,
       currency, CASE WHEN chance(partner_id, 5207) < .8 THEN .055 ELSE .07 END,
       CASE WHEN chance(n, 5208) < .022 THEN 1 + floor((quantity - 1) * chance(n, 5209)) ELSE 0 END,
       CASE WHEN chance(n, 5210) < .12
            THEN pick('{no plating,black,cut to 300 mm,한글 라벨,Black}', chance(n, 5211)) END,
       CASE WHEN chance(n, 5216) < .02 THEN pick('{out of the next batch,포장 주의,replacement}', chance(n, 5217)) END
FROM sums
UNION ALL
SELECT o.order_id, 1, NULL, o.partner_id, 'Made to quotation ' || q.quotation_no, 'M',
       q.quantity, 'EA', q.unit_price, discount,
       q.item_amt - discount,
       CASE WHEN chance(q.quotation_id, 5212) < .75
            THEN round(q.item_amt * (.62 + .22 * chance(q.quotation_id, 5213))::numeric, 2) END,
       q.currency, p.commission_rate,
       CASE WHEN chance(q.quotation_id, 5214) < .03 THEN ceil(q.quantity * .1 * chance(q.quotation_id, 5215))
            ELSE 0 END,
       NULL, NULL
FROM demo_tools.purchase AS o
     JOIN tb_quotation AS q USING (quotation_id)
     JOIN tb_partner AS p ON p.partner_id = o.partner_id
     CROSS JOIN LATERAL (
       SELECT money(q.item_amt * coalesce(q.discount_rate, 0) / 100, q.currency) AS discount
     ) AS discounts
UNION ALL
SELECT o.order_id, 2, NULL, o.partner_id, 'Tooling', 'T', 1, 'SET', q.tooling_amt, 0, q.tooling_amt, NULL,
       q.currency, 0, 0, NULL, NULL
FROM demo_tools.purchase AS o JOIN tb_quotation AS q USING (quotation_id)
WHERE q.tooling_amt > 0
ORDER BY 1, 2;


-- What becomes of each order. Steps that the horizon cuts off are planned but have not happened.
CREATE TABLE demo_tools.fate AS
SELECT order_id, order_type, at, pay_method, cancel_kind, due_plan::date AS due_dt,
       paid_plan, confirmed_plan, shipped_plan, delivered_plan,
       CASE WHEN cancel_kind IS NOT NULL THEN so_far(cancelled_plan) END AS cancelled_at,
       CASE WHEN cancel_kind IS NULL OR cancel_kind = 'PAID' THEN so_far(paid_plan) END AS paid_at,
       CASE WHEN cancel_kind IS NULL THEN so_far(confirmed_plan) END AS confirmed_at,
       CASE WHEN cancel_kind IS NULL AND o.order_type = 'OEM' THEN so_far(started_plan) END AS started_at,
       CASE WHEN cancel_kind IS NULL THEN so_far(shipped_plan) END AS shipped_at,
       CASE WHEN cancel_kind IS NULL THEN so_far(delivered_plan) END AS delivered_at
FROM demo_tools.purchase AS o
     JOIN tb_company AS c USING (company_id)
     CROSS JOIN LATERAL (
       SELECT CASE WHEN c.payment_term_days > 0 AND chance(order_id, 5301) < .35 THEN 'CREDIT'
                   ELSE pick('{CARD,TRANSFER,VIRTUAL}', '{.44,.86}', chance(order_id, 5302)) END AS pay_method,
              pick('{UNPAID,EXPIRED,PAID}', '{.04,.056,.078}', chance(order_id, 5303)) AS cancel_kind,
              -- In working days.
              CASE o.order_type WHEN 'OEM' THEN round(o.lead_time_days * 5 / 7.0) + 1
                   ELSE 3 + floor(4 * chance(order_id, 5304)) END AS promised_days,
              -- Late more often in winter; better since a year ago.
              chance(order_id, 5305) < .15 + CASE WHEN extract(month FROM at) IN (12, 1) THEN .08 ELSE 0 END
                                           - CASE WHEN at > current_date - 365 THEN .05 ELSE 0 END AS is_late
     ) AS terms
     CROSS JOIN LATERAL (
       SELECT at + CASE pay_method WHEN 'CREDIT' THEN interval '0'
                                   WHEN 'CARD' THEN hours(.05 + .3 * chance(order_id, 5306))
                                   WHEN 'VIRTUAL' THEN days(.05 + 1.8 * pow(chance(order_id, 5306), 2))
                                   ELSE at_work(at + days(.1 + 4.2 * pow(chance(order_id, 5306), 1.6))) - at
                         END AS go_plan,
              CASE cancel_kind WHEN 'EXPIRED' THEN at + interval '7 days'
                   ELSE at + days(.05 + 3 * chance(order_id, 5307)) END AS unpaid_cancel
     ) AS start
     CROSS JOIN LATERAL (
       SELECT workdays_after(go_plan, promised_days) AS due_plan,
              at_work(go_plan + hours(.5 + 9 * chance(order_id, 5308))) AS confirmed_plan,
              CASE cancel_kind WHEN 'PAID' THEN go_plan + days(.1 + 1.5 * chance(order_id, 5309))
                   ELSE unpaid_cancel END AS cancelled_plan,
              CASE WHEN is_late THEN promised_days + 1 + promised_days * .5 * pow(chance(order_id, 5310), 2)
                   ELSE promised_days * (.5 + .45 * chance(order_id, 5310)) END AS takes
     ) AS promise
     CROSS JOIN LATERAL (
       SELECT at_work(greatest(workdays_after(go_plan, takes * (.45 + .25 * chance(order_id, 5311)
                                                                + CASE o.order_type WHEN 'OEM' THEN .22 ELSE 0 END)),
                               confirmed_plan + interval '2 hours')) AS shipped_plan
     ) AS shipping
     CROSS JOIN LATERAL (
       SELECT at_work(greatest(workdays_after(go_plan, takes),
                               shipped_plan + hours(5 + 12 * chance(order_id, 5312)))) AS delivered_plan,
              least(shipped_plan, at_work(confirmed_plan + (shipped_plan - confirmed_plan)
                                                           * (.05 + .2 * chance(order_id, 5313)))) AS started_plan
     ) AS delivery
     CROSS JOIN LATERAL (
       SELECT CASE pay_method WHEN 'CREDIT'
                   THEN at_work(delivered_plan
                                + days(c.payment_term_days - 4 + 14 * pow(chance(order_id, 5314), 2)))
                   ELSE go_plan END AS paid_plan
     ) AS payment;


CREATE TABLE tb_order (
  order_id            bigint        NOT NULL,
  order_no            varchar(20)   NOT NULL,
  order_type          varchar(10)   NOT NULL,
  order_status        varchar(15)   NOT NULL,
  company_id          bigint        NOT NULL,
  user_id             bigint        NOT NULL,
  partner_id          bigint,
  quotation_id        bigint,
  promotion_id        integer,
  sales_rep_id        bigint,
  channel             varchar(10)   NOT NULL,
  device_type         varchar(10),
  currency            char(3)       NOT NULL,
  exchange_rate       numeric(10,2) NOT NULL,
  item_cnt            integer       NOT NULL,
  total_qty           integer       NOT NULL,
  item_amt            numeric(15,2) NOT NULL,
  discount_amt        numeric(14,2) NOT NULL,
  shipping_amt        numeric(12,2) NOT NULL,
  tax_amt             numeric(14,2) NOT NULL,
  total_amt           numeric(15,2) NOT NULL,
  total_amt_krw       numeric(15,0) NOT NULL,
  commission_amt      numeric(14,2),
  pay_method          varchar(10)   NOT NULL,
  payment_terms       varchar(20),
  ordered_at          timestamptz   NOT NULL,
  paid_at             timestamptz,
  confirmed_at        timestamptz,
  production_start_at timestamptz,
  shipped_at          timestamptz,
  delivered_at        timestamptz,
  completed_at        timestamptz,
  cancelled_at        timestamptz,
  due_dt              date          NOT NULL,
  cancel_reason_cd    smallint,
  cancel_reason       varchar(100),
  cancelled_by        char(1),
  first_order_yn      char(1)       NOT NULL,
  urgent_yn           char(1)       NOT NULL,
  tax_invoice_yn      char(1)       NOT NULL,
  incoterms           char(3),
  receiver_nm         varchar(60),
  receiver_phone      varchar(30),
  ship_country        varchar(3),
  ship_region         varchar(40),
  ship_zip            varchar(10),
  ship_address        varchar(200),
  buyer_po_no         varchar(30),
  buyer_memo          text,
  admin_memo          text,
  gift_message        varchar(200),
  options             jsonb,
  is_test             boolean       NOT NULL DEFAULT false,
  del_yn              char(1)       NOT NULL DEFAULT 'N',
  updated_at          timestamptz
);

COMMENT ON TABLE tb_order IS 'Orders of buyers (주문)';
COMMENT ON COLUMN tb_order.order_no IS '주문번호';
COMMENT ON COLUMN tb_order.order_type IS 'MARKET=from stock, OEM=made to a quotation';
COMMENT ON COLUMN tb_order.order_status IS 'CREATED, PAID, CONFIRMED, IN_PRODUCTION, SHIPPED, DELIVERED, COMPLETED or CANCELLED';
COMMENT ON COLUMN tb_order.company_id IS 'Company that buys';
COMMENT ON COLUMN tb_order.user_id IS 'Who ordered';
COMMENT ON COLUMN tb_order.partner_id IS 'Partner of an OEM order; market orders can have several, see the lines';
COMMENT ON COLUMN tb_order.quotation_id IS 'Accepted quotation of an OEM order';
COMMENT ON COLUMN tb_order.promotion_id IS 'Promotion used';
COMMENT ON COLUMN tb_order.sales_rep_id IS 'Account manager at the time';
COMMENT ON COLUMN tb_order.channel IS 'WEB, APP, SALES or API';
COMMENT ON COLUMN tb_order.exchange_rate IS 'KRW for one unit of the currency, on the day of the order';
COMMENT ON COLUMN tb_order.item_cnt IS 'Lines';
COMMENT ON COLUMN tb_order.total_qty IS 'Pieces over all lines';
COMMENT ON COLUMN tb_order.item_amt IS 'Goods before the promotion, without tax, in the currency of the row';
COMMENT ON COLUMN tb_order.discount_amt IS 'Promotion';
COMMENT ON COLUMN tb_order.shipping_amt IS 'Shipping charged';
COMMENT ON COLUMN tb_order.tax_amt IS 'Value added tax; exports are free of it';
COMMENT ON COLUMN tb_order.total_amt IS 'To pay with tax and shipping, in the currency of the row';
COMMENT ON COLUMN tb_order.total_amt_krw IS 'The same in KRW (원화 환산 금액)';
COMMENT ON COLUMN tb_order.commission_amt IS 'Our commission in the currency of the row';
COMMENT ON COLUMN tb_order.pay_method IS 'CARD, TRANSFER, VIRTUAL (account) or CREDIT (pays after delivery)';
COMMENT ON COLUMN tb_order.ordered_at IS '주문 일시';
COMMENT ON COLUMN tb_order.paid_at IS 'First payment received';
COMMENT ON COLUMN tb_order.confirmed_at IS 'When the seller confirmed';
COMMENT ON COLUMN tb_order.production_start_at IS 'Start of production; OEM only';
COMMENT ON COLUMN tb_order.shipped_at IS '출고 일시';
COMMENT ON COLUMN tb_order.delivered_at IS 'When it was handed over';
COMMENT ON COLUMN tb_order.completed_at IS 'When the buyer accepted, at the latest seven days after delivery';
COMMENT ON COLUMN tb_order.cancelled_at IS 'When it was cancelled';
COMMENT ON COLUMN tb_order.due_dt IS 'Promised day of delivery';
COMMENT ON COLUMN tb_order.cancel_reason_cd IS 'Code group CANCEL_REASON in tb_code';
COMMENT ON COLUMN tb_order.cancel_reason IS 'In the customer''s own words';
COMMENT ON COLUMN tb_order.cancelled_by IS 'B=buyer, P=partner, S=staff or system';
COMMENT ON COLUMN tb_order.first_order_yn IS 'First order of the company';
COMMENT ON COLUMN tb_order.urgent_yn IS 'Express order';
COMMENT ON COLUMN tb_order.tax_invoice_yn IS '세금계산서 발행 여부';
COMMENT ON COLUMN tb_order.incoterms IS 'Terms of delivery; exports only';
COMMENT ON COLUMN tb_order.gift_message IS 'Never used';
COMMENT ON COLUMN tb_order.options IS 'Choices made at check-out';
COMMENT ON COLUMN tb_order.is_test IS 'Test order; leave out of all figures';
COMMENT ON COLUMN tb_order.del_yn IS 'Soft delete';

INSERT INTO tb_order
SELECT o.order_id, format('O%s-%s', to_char(o.at, 'YYMMDD'), lpad(o.order_id::text, 6, '0')), o.order_type,
       CASE WHEN f.cancelled_at IS NOT NULL THEN 'CANCELLED'
            WHEN completed_at IS NOT NULL THEN 'COMPLETED'
            WHEN f.delivered_at IS NOT NULL THEN 'DELIVERED'
            WHEN f.shipped_at IS NOT NULL THEN 'SHIPPED'
            WHEN f.started_at IS NOT NULL THEN 'IN_PRODUCTION'
            WHEN f.confirmed_at IS NOT NULL THEN 'CONFIRMED'
            WHEN f.paid_at IS NOT NULL THEN 'PAID' ELSE 'CREATED' END,
       o.company_id, o.user_id, o.partner_id, o.quotation_id, promotion_id, c.account_manager_id,
       pick('{WEB,APP,SALES,API}', '{.72,.84,.96}', chance(o.order_id, 5401)),
       CASE WHEN chance(o.order_id, 5401) < .84
            THEN pick('{PC,MOBILE,TABLET}', '{.79,.98}', chance(o.order_id, 5402)) END,
       o.currency, CASE o.currency WHEN 'KRW' THEN 1 ELSE usd_rate END,
       i.cnt, i.qty, i.amt, discount, shipping, tax, total,
       round(total * CASE o.currency WHEN 'KRW' THEN 1 ELSE usd_rate END),
       round(i.commission, 2),
       f.pay_method,
       CASE f.pay_method WHEN 'CREDIT' THEN c.payment_term_days || ' days' WHEN 'CARD' THEN 'prepaid' END,
       o.at, f.paid_at, f.confirmed_at, f.started_at, f.shipped_at, f.delivered_at, completed_at,
       f.cancelled_at, f.due_dt,
       CASE WHEN f.cancelled_at IS NOT NULL
            THEN CASE f.cancel_kind WHEN 'EXPIRED' THEN 5
                      ELSE (ARRAY[1, 2, 3, 4, 9])[step('{.3,.46,.72,.92}', chance(o.order_id, 5403))] END END,
       CASE WHEN f.cancelled_at IS NOT NULL AND chance(o.order_id, 5404) < .4
            THEN pick('{changed design,Changed design,too late,재고 없음,ordered twice,""}',
                      chance(o.order_id, 5405)) END,
       CASE WHEN f.cancelled_at IS NOT NULL
            THEN CASE f.cancel_kind WHEN 'EXPIRED' THEN 'S'
                      ELSE pick('{B,P,S}', '{.68,.93}', chance(o.order_id, 5406)) END END,
       yn(row_number() OVER (PARTITION BY o.company_id ORDER BY o.order_id) = 1),
       yn(chance(o.order_id, 5407) < .09),
       yn(o.currency = 'KRW' AND f.paid_at IS NOT NULL AND chance(o.order_id, 5408) < .94),
       CASE WHEN o.currency <> 'KRW' THEN pick('{FOB,CIF,EXW,DAP}', '{.42,.66,.84}', chance(o.order_id, 5409)) END,
       CASE WHEN chance(o.order_id, 5410) < .8
            THEN pick('{Warehouse,Goods-in,Kim Minho,Lee Sora,구매팀}', chance(o.order_id, 5411)) END,
       CASE WHEN chance(o.order_id, 5410) < .8
            THEN format('02-555-01%s', lpad((o.company_id % 100)::text, 2, '0')) END,
       c.country_cd, c.region, c.zip_code, c.address,
       CASE WHEN chance(o.order_id, 5412) < .35 THEN format('PO-%s-%s', o.company_id, o.order_id % 1000) END,
       CASE WHEN chance(o.order_id, 5413) < .14
            THEN pick('{call before delivery,"Call before delivery ",rear gate,오전 배송,.}',
                      chance(o.order_id, 5414)) END,
       CASE WHEN chance(o.order_id, 5415) < .05
            THEN pick('{address corrected,price agreed by phone,VIP}', chance(o.order_id, 5416)) END,
       NULL,
       CASE WHEN chance(o.order_id, 5417) < .7 THEN jsonb_strip_nulls(jsonb_build_object(
              'packing', pick('{box,pallet,bulk}', '{.7,.92}', chance(o.order_id, 5418)),
              'partial_delivery', chance(o.order_id, 5419) < .2,
              'inspection', CASE WHEN o.order_type = 'OEM'
                                 THEN jsonb_build_object('required', chance(o.order_id, 5420) < .5,
                                                         'sample_cnt', skewed(8, 2, chance(o.order_id, 5421))) END,
              'carbon_kg', CASE WHEN chance(o.order_id, 5422) < .5
                                THEN round((40 * chance(o.order_id, 5423))::numeric, 1) END)) END,
       o.is_test,
       yn(f.cancel_kind = 'EXPIRED' AND chance(o.order_id, 5424) < .2),
       greatest(o.at, f.paid_at, f.confirmed_at, f.shipped_at, f.delivered_at, completed_at, f.cancelled_at)
FROM demo_tools.purchase AS o
     JOIN demo_tools.fate AS f USING (order_id)
     JOIN tb_company AS c USING (company_id)
     JOIN (SELECT order_id, count(*) AS cnt, sum(quantity) AS qty, sum(line_amt) AS amt,
                  sum(line_amt * commission_rate) AS commission
           FROM tb_order_item GROUP BY order_id) AS i USING (order_id)
     LEFT JOIN tb_promotion AS p
       ON o.order_type = 'MARKET' AND o.at::date BETWEEN p.start_dt AND p.end_dt AND chance(o.order_id, 5425) < .24
     CROSS JOIN LATERAL (
       SELECT money(i.amt * coalesce(p.discount_rate, 0), o.currency) AS discount,
              CASE WHEN o.currency <> 'KRW' THEN 60 + 10 * skewed(12, 2, chance(o.order_id, 5426))
                   WHEN o.order_type = 'OEM' THEN 30000 * skewed(4, 2, chance(o.order_id, 5426))
                   WHEN i.amt >= 300000 THEN 0 ELSE 3500 END AS shipping,
              so_far(f.delivered_at + days(.5 + 6.5 * least(1, 1.6 * chance(o.order_id, 5427)))) AS completed_at
     ) AS amounts
     CROSS JOIN LATERAL (SELECT CASE o.currency WHEN 'KRW' THEN round((i.amt - discount + shipping) * .1)
                                     ELSE 0 END AS tax) AS taxes
     CROSS JOIN LATERAL (SELECT i.amt - discount + shipping + tax AS total) AS totals;

-- Typed in afterwards with the wrong date.
UPDATE tb_order SET shipped_at = ordered_at - interval '2 days'
WHERE shipped_at IS NOT NULL AND order_id % 1201 = 600;

-- Only what was delivered can come back.
UPDATE tb_order_item AS i SET returned_qty = 0
FROM tb_order AS o
WHERE i.order_id = o.order_id AND i.returned_qty > 0 AND o.delivered_at IS NULL;

UPDATE tb_promotion AS p
SET used_cnt = o.cnt, spent_amt = o.amt
FROM (SELECT promotion_id, count(*) AS cnt, sum(discount_amt * exchange_rate) AS amt
      FROM tb_order WHERE cancelled_at IS NULL GROUP BY promotion_id) AS o
WHERE o.promotion_id = p.promotion_id;

UPDATE tb_product AS p
SET sold_qty = i.qty
FROM (SELECT product_id, sum(quantity) AS qty
      FROM tb_order_item JOIN tb_order USING (order_id)
      WHERE cancelled_at IS NULL AND product_id IS NOT NULL GROUP BY product_id) AS i
WHERE i.product_id = p.product_id;

ALTER TABLE tb_order ADD PRIMARY KEY (order_id);
ALTER TABLE tb_order ADD UNIQUE (order_no);
ALTER TABLE tb_order_item ADD PRIMARY KEY (order_id, line_no);
CREATE INDEX ON tb_order (company_id);
CREATE INDEX ON tb_order (user_id);
CREATE INDEX ON tb_order (partner_id);
CREATE INDEX ON tb_order (quotation_id);
CREATE INDEX ON tb_order (promotion_id);
CREATE INDEX ON tb_order (sales_rep_id);
CREATE INDEX ON tb_order (ordered_at);
CREATE INDEX ON tb_order_item (product_id);
CREATE INDEX ON tb_order_item (partner_id);
ALTER TABLE tb_order ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_order ADD FOREIGN KEY (user_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_order ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_order ADD FOREIGN KEY (quotation_id) REFERENCES tb_quotation (quotation_id);
ALTER TABLE tb_order ADD FOREIGN KEY (promotion_id) REFERENCES tb_promotion (promotion_id);
ALTER TABLE tb_order ADD FOREIGN KEY (sales_rep_id) REFERENCES tb_user (user_id);
ALTER TABLE tb_order_item ADD FOREIGN KEY (order_id) REFERENCES tb_order (order_id);
ALTER TABLE tb_order_item ADD FOREIGN KEY (product_id) REFERENCES tb_product (product_id);
ALTER TABLE tb_order_item ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
