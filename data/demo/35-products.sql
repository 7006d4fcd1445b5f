-- Hanbit Works: what is sold from stock.
--   tb_category     product categories, a tree (parent_category_id)
--   tb_product      products of the partners (wide table)
--   tb_stock_daily  periodic snapshot: stock per day, warehouse and product, last 180 days
--
-- Planted: colours and materials in several spellings; columns that nothing fills any more
-- (seo_title, old_category_cd); sale prices of 0 that stand for "on request"; test products;
-- a category without products. Summing stock over days is wrong: it is a balance.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_category (
  category_id        integer      NOT NULL,
  parent_category_id integer,
  category_cd        varchar(12)  NOT NULL,
  category_nm        varchar(60)  NOT NULL,
  category_nm_ko     varchar(60),
  depth              smallint     NOT NULL,
  sort_no            smallint     NOT NULL,
  commission_rate    numeric(5,4),
  display_yn         char(1)      NOT NULL,
  created_at         timestamp    NOT NULL
);

COMMENT ON TABLE tb_category IS 'Product categories, two levels';
COMMENT ON COLUMN tb_category.category_id IS 'Number of the category; the first digit is the top level';
COMMENT ON COLUMN tb_category.parent_category_id IS 'Category above; empty for the top level';
COMMENT ON COLUMN tb_category.category_nm IS 'Name in English';
COMMENT ON COLUMN tb_category.category_nm_ko IS '카테고리명(한글)';
COMMENT ON COLUMN tb_category.depth IS '1 = top level';
COMMENT ON COLUMN tb_category.sort_no IS 'Order of display';
COMMENT ON COLUMN tb_category.commission_rate IS 'Commission where it differs from the default, 0 to 1';
COMMENT ON COLUMN tb_category.display_yn IS 'Shown in the shop';

WITH tops (no, name, name_ko, children) AS (
  VALUES (1, 'Fasteners',         '체결부품',   '{Bolts,Nuts,Screws,Washers,Rivets,Inserts}'::text[]),
         (2, 'Power transmission', '동력전달',  '{Bearings,Gears,Belts,Couplings,Shafts,Chains}'),
         (3, 'Raw materials',     '원자재',     '{Aluminium,Steel,Stainless steel,Brass,Engineering plastics}'),
         (4, 'Electronics',       '전장부품',   '{Sensors,Connectors,Motors,Cables,Switches,Controllers}'),
         (5, 'Tools',             '공구',       '{Cutting tools,Measuring tools,Hand tools,Clamps,Abrasives}'),
         (6, 'Pneumatics',        '공압',       '{Cylinders,Valves,Fittings,Tubes}'),
         (7, 'Packaging',         '포장재',     '{Boxes,Films}'),
         (8, 'Safety',            '안전용품',   '{Gloves,Glasses,Masks}')
), tree AS (
  SELECT no AS id, NULL::int AS parent, name, name_ko, 1 AS depth, no AS sort_no FROM tops
  UNION ALL
  SELECT 10 * no + child, no, children[child], NULL, 2, child
  FROM tops, generate_series(1, cardinality(children)) AS child
)
INSERT INTO tb_category
SELECT id, parent, 'C' || lpad(id::text, 3, '0'), name, name_ko, depth, sort_no,
       CASE WHEN depth = 2 AND chance(id, 3501) < .4
            THEN round((.04 + .005 * floor(8 * chance(id, 3502)))::numeric, 4) END,
       CASE WHEN id = 83 THEN 'N' ELSE 'Y' END,
       opening() - interval '500 days'
FROM tree;

ALTER TABLE tb_category ADD PRIMARY KEY (category_id);
ALTER TABLE tb_category ADD FOREIGN KEY (parent_category_id) REFERENCES tb_category (category_id);
CREATE INDEX ON tb_category (parent_category_id);


CREATE TABLE tb_product (
  product_id       bigint        NOT NULL,
  product_cd       varchar(20)   NOT NULL,
  product_nm       varchar(120)  NOT NULL,
  product_nm_ko    varchar(120),
  category_id      integer       NOT NULL,
  partner_id       bigint        NOT NULL,
  brand_nm         varchar(40),
  model_no         varchar(40),
  sale_status      varchar(12)   NOT NULL,
  list_price       numeric(12,2) NOT NULL,
  sale_price       numeric(12,2) NOT NULL,
  cost_price       numeric(12,2),
  currency         char(3)       NOT NULL,
  discount_rate    numeric(5,4),
  tax_type         smallint      NOT NULL,
  unit_cd          varchar(6)    NOT NULL,
  pack_qty         integer       NOT NULL,
  min_order_qty    integer       NOT NULL,
  stock_qty        integer       NOT NULL,
  safety_stock_qty integer,
  sold_qty         integer       NOT NULL DEFAULT 0,
  view_count       integer       NOT NULL DEFAULT 0,
  wish_cnt         integer       NOT NULL DEFAULT 0,
  inquiry_cnt      integer       NOT NULL DEFAULT 0,
  review_avg       numeric(3,2),
  return_rate      numeric(5,2),
  lead_time_days   smallint,
  warranty_months  smallint,
  weight_kg        numeric(9,3),
  width_mm         numeric(8,1),
  height_mm        numeric(8,1),
  depth_mm         numeric(8,1),
  material         varchar(30),
  color            varchar(20),
  origin_country   varchar(3),
  hs_code          varchar(12),
  attributes       jsonb,
  tags             text[],
  image_url        varchar(200),
  drawing_url      varchar(200),
  description      text,
  seo_title        varchar(100),
  old_category_cd  varchar(10),
  display_yn       char(1)       NOT NULL,
  new_yn           char(1)       NOT NULL,
  best_yn          char(1)       NOT NULL,
  launched_dt      date          NOT NULL,
  discontinued_dt  date,
  is_test          boolean       NOT NULL DEFAULT false,
  created_at       timestamp     NOT NULL,
  updated_at       timestamp,
  deleted_at       timestamp
);

COMMENT ON TABLE tb_product IS 'Products that partners sell from stock';
COMMENT ON COLUMN tb_product.product_cd IS 'Stock keeping unit';
COMMENT ON COLUMN tb_product.product_nm IS 'Name in English';
COMMENT ON COLUMN tb_product.product_nm_ko IS '상품명(한글)';
COMMENT ON COLUMN tb_product.category_id IS 'Category of the second level';
COMMENT ON COLUMN tb_product.partner_id IS 'Seller';
COMMENT ON COLUMN tb_product.sale_status IS 'ON_SALE, SOLD_OUT, HIDDEN or DISCONTINUED';
COMMENT ON COLUMN tb_product.list_price IS 'Price before discount, without tax';
COMMENT ON COLUMN tb_product.sale_price IS 'Price to pay, without tax; 0 = on request';
COMMENT ON COLUMN tb_product.cost_price IS 'What the seller pays, where known';
COMMENT ON COLUMN tb_product.discount_rate IS '할인율 (0~1)';
COMMENT ON COLUMN tb_product.tax_type IS '1=taxable, 2=zero-rated, 3=exempt';
COMMENT ON COLUMN tb_product.unit_cd IS 'Unit of sale, as typed';
COMMENT ON COLUMN tb_product.pack_qty IS 'Pieces per pack';
COMMENT ON COLUMN tb_product.min_order_qty IS 'Smallest order in pieces';
COMMENT ON COLUMN tb_product.stock_qty IS 'Stock now, all warehouses';
COMMENT ON COLUMN tb_product.safety_stock_qty IS 'Order again below';
COMMENT ON COLUMN tb_product.sold_qty IS 'Pieces sold so far';
COMMENT ON COLUMN tb_product.view_count IS 'Views of the product page so far';
COMMENT ON COLUMN tb_product.wish_cnt IS 'Users who keep it on their list';
COMMENT ON COLUMN tb_product.inquiry_cnt IS 'Questions asked so far';
COMMENT ON COLUMN tb_product.review_avg IS 'Average rating, 1 to 5';
COMMENT ON COLUMN tb_product.return_rate IS 'Returned pieces in percent, 0 to 100';
COMMENT ON COLUMN tb_product.lead_time_days IS 'Days from order to dispatch';
COMMENT ON COLUMN tb_product.warranty_months IS 'Warranty in months';
COMMENT ON COLUMN tb_product.weight_kg IS 'Weight of a piece in kilograms';
COMMENT ON COLUMN tb_product.material IS 'As typed by the seller';
COMMENT ON COLUMN tb_product.color IS 'As typed by the seller';
COMMENT ON COLUMN tb_product.origin_country IS '원산지';
COMMENT ON COLUMN tb_product.attributes IS 'Technical attributes; the keys depend on the category';
COMMENT ON COLUMN tb_product.tags IS 'Search words';
COMMENT ON COLUMN tb_product.seo_title IS 'Title for search engines (not used any more)';
COMMENT ON COLUMN tb_product.old_category_cd IS 'Category in the old catalogue (not used any more)';
COMMENT ON COLUMN tb_product.new_yn IS 'Launched within 90 days';
COMMENT ON COLUMN tb_product.best_yn IS 'On the list of bestsellers';
COMMENT ON COLUMN tb_product.launched_dt IS '출시일';
COMMENT ON COLUMN tb_product.discontinued_dt IS 'Taken off the range';
COMMENT ON COLUMN tb_product.is_test IS 'Created by our own testers';
COMMENT ON COLUMN tb_product.deleted_at IS 'Soft delete';

-- Who has been approved by when, to choose sellers from.
CREATE TABLE demo_tools.seller AS
SELECT row_number() OVER (ORDER BY approved_at, partner_id) AS seller_no, partner_id, approved_at AS since,
       coalesce(suspended_at, 'infinity') AS upto, commission_rate
FROM tb_partner
WHERE approved_at IS NOT NULL AND test_yn = 'N';

WITH launches AS (
  SELECT n, opening() - days(600.0 * (421 - n) / 421) AS at FROM generate_series(1, 420) AS n
  UNION ALL
  SELECT n + 420, at FROM spread(1080, 3511)
), leaves AS (
  SELECT array_agg(category_id ORDER BY category_id) AS ids, count(*) AS cnt
  FROM tb_category
  WHERE depth = 2 AND display_yn = 'Y'
), products AS (
  SELECT n, at,
         ids[1 + (skewed(cnt, 1.35, chance(n, 3512)) * 7 % cnt)] AS category_id,
         -- The rank among the bestsellers, in no relation to age; orders choose by it as well.
         1.0 / (30 + n * 7907 % 1500) AS appeal,
         skewed((SELECT count(*) FROM demo_tools.seller WHERE since < greatest(at, opening())), 1.9,
                chance(n, 3513)) AS seller_no,
         n IN (311, 808, 1299) AS is_test
  FROM launches CROSS JOIN leaves
)
INSERT INTO tb_product
SELECT n,
       format('HB-%s-%s', lpad(category_id::text, 3, '0'), lpad(n::text, 5, '0')),
       CASE WHEN is_test THEN 'TEST item ' || n
            ELSE format('%s %s %s', pick('{Standard,Precision,Heavy-duty,Compact,Long-life,Economy,Pro}',
                                         chance(n, 3514)),
                        lower(trim(trailing 's' FROM category_nm)),
                        pick('{M6,M8,M10,S20,S35,X1,X2,T5,K40,R100}', chance(n, 3515))) END,
       CASE WHEN chance(n, 3516) < .4
            THEN pick('{표준,정밀,고하중,소형}', chance(n, 3517)) || ' ' || coalesce(parent_nm_ko, '부품') END,
       category_id, s.partner_id,
       pick('{Hanmi,Torqua,NEXO,nexo,Dureon,Solid,""}', '{.24,.44,.62,.66,.82,.94}', chance(n, 3518)),
       CASE WHEN chance(n, 3519) < .85 THEN upper(left(md5('model ' || n), 7)) END,
       CASE WHEN discontinued THEN 'DISCONTINUED'
            ELSE pick('{ON_SALE,SOLD_OUT,HIDDEN}', '{.88,.95}', chance(n, 3520)) END,
       price,
       CASE WHEN chance(n, 3521) < .02 THEN 0 ELSE round(price * (1 - discount), -1) END,
       CASE WHEN chance(n, 3522) < .82 THEN round(price * (.52 + .25 * chance(n, 3523))::numeric, -1) END,
       'KRW', discount,
       step('{.94,.98}', chance(n, 3524)),
       pick('{EA,ea,BOX,M,KG}', '{.70,.75,.89,.95}', chance(n, 3525)),
       (ARRAY[1, 10, 50, 100])[step('{.6,.8,.93}', chance(n, 3526))],
       (ARRAY[1, 5, 10, 100])[step('{.55,.75,.92}', chance(n, 3527))],
       CASE WHEN discontinued THEN 0 ELSE skewed(2500, 2, chance(n, 3528)) END,
       CASE WHEN chance(n, 3529) < .8 THEN 10 * skewed(30, 2, chance(n, 3530)) END,
       0,
       floor(90000 * appeal * (.5 + chance(n, 3531)) * (current_date - at::date + 20) / 200),
       floor(4000 * appeal * chance(n, 3532)),
       skewed(30, 3, chance(n, 3533)) - 1,
       CASE WHEN chance(n, 3534) < .55 THEN round((5 - 2.2 * pow(chance(n, 3535), 2))::numeric, 2) END,
       CASE WHEN chance(n, 3536) < .6 THEN round((6 * pow(chance(n, 3537), 3))::numeric, 2) END,
       1 + floor(14 * pow(chance(n, 3538), 2)),
       (ARRAY[NULL, 6, 12, 24])[step('{.4,.5,.9}', chance(n, 3539))],
       round((.02 * exp(1.6 * bell(n, 3540)))::numeric, 3),
       CASE WHEN chance(n, 3541) < .85 THEN round((8 + 300 * pow(chance(n, 3542), 2))::numeric, 1) END,
       CASE WHEN chance(n, 3541) < .85 THEN round((8 + 200 * pow(chance(n, 3543), 2))::numeric, 1) END,
       CASE WHEN chance(n, 3541) < .75 THEN round((5 + 150 * pow(chance(n, 3544), 2))::numeric, 1) END,
       pick('{Steel,steel,Stainless,SUS304,Aluminium,aluminum,AL6061,Brass,POM,""}',
            '{.27,.34,.48,.60,.72,.77,.84,.91,.97}', chance(n, 3545)),
       CASE WHEN chance(n, 3546) < .5 THEN pick('{Silver,silver,Black,black,BLACK,White,Grey,gray,-}',
                                                '{.28,.40,.60,.68,.72,.82,.91,.97}', chance(n, 3547)) END,
       pick('{KR,CN,JP,DE,kr}', '{.56,.79,.89,.95}', chance(n, 3548)),
       format('%s.%s', 7300 + category_id * 7 % 1200, lpad((n % 90)::text, 2, '0')),
       CASE WHEN chance(n, 3549) < .75 THEN jsonb_strip_nulls(jsonb_build_object(
              'tolerance_mm', round((.005 * (1 + floor(20 * chance(n, 3550))))::numeric, 3),
              'hardness_hrc', CASE WHEN chance(n, 3551) < .4 THEN 20 + floor(45 * chance(n, 3552)) END,
              'voltage', CASE WHEN category_id / 10 = 4 THEN pick('{5V,12V,24V,220V}', chance(n, 3553)) END,
              'rohs', chance(n, 3554) < .8,
              'size', jsonb_build_object('unit', 'mm', 'nominal', 2 + floor(60 * chance(n, 3555))))) END,
       CASE WHEN chance(n, 3556) < .6
            THEN ARRAY[pick('{new,sale,eco,made-in-korea}', chance(n, 3557)),
                       lower(split_part(category_nm, ' ', 1))] END,
       format('https://img.hanbit.example/p/%s.jpg', n),
       CASE WHEN chance(n, 3558) < .4 THEN format('https://files.hanbit.example/drawings/%s.pdf', n) END,
       CASE WHEN chance(n, 3559) < .7 THEN format('%s for general machinery. Delivered in packs.', category_nm)
            WHEN chance(n, 3559) < .8 THEN '' END,
       NULL, NULL,
       CASE WHEN is_test OR chance(n, 3520) >= .95 THEN 'N' ELSE 'Y' END,
       yn(at > current_date - 90),
       yn(appeal > .012),
       at::date,
       CASE WHEN discontinued
            THEN current_date - 1 - floor(least(300, current_date - at::date - 100) * chance(n, 3560))::int END,
       is_test, at, so_far(at + days(400 * chance(n, 3561))),
       CASE WHEN discontinued AND chance(n, 3562) < .3 THEN horizon() - days(1 + 30 * chance(n, 3563)) END
FROM products
     JOIN (SELECT c.category_id, c.category_nm, p.category_nm_ko AS parent_nm_ko
           FROM tb_category AS c
                LEFT JOIN tb_category AS p ON p.category_id = c.parent_category_id) AS c USING (category_id)
     JOIN demo_tools.seller AS s USING (seller_no)
     CROSS JOIN LATERAL (
       SELECT round((9000 * exp(1.25 * bell(n, 3564)) * (1 + category_id % 7 / 2.0))::numeric, -2) + 100 AS price,
              CASE WHEN chance(n, 3565) < .35 THEN round((.05 * (1 + floor(6 * chance(n, 3566))))::numeric, 4)
                   ELSE 0 END AS discount,
              at < current_date - 200 AND chance(n, 3567) < .08 AS discontinued
     ) AS derived;

ALTER TABLE tb_product ADD PRIMARY KEY (product_id);
ALTER TABLE tb_product ADD UNIQUE (product_cd);
CREATE INDEX ON tb_product (category_id);
CREATE INDEX ON tb_product (partner_id);
ALTER TABLE tb_product ADD FOREIGN KEY (category_id) REFERENCES tb_category (category_id);
ALTER TABLE tb_product ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);


CREATE TABLE tb_stock_daily (
  snapshot_dt   date          NOT NULL,
  warehouse_no  smallint      NOT NULL,
  product_id    bigint        NOT NULL,
  on_hand_qty   integer       NOT NULL,
  reserved_qty  integer       NOT NULL,
  inbound_qty   integer       NOT NULL,
  outbound_qty  integer       NOT NULL,
  safety_qty    integer       NOT NULL,
  unit_cost     numeric(12,2) NOT NULL,
  stock_amt     numeric(14,2) NOT NULL,
  stockout_yn   char(1)       NOT NULL,
  counted_by    varchar(20)
);

COMMENT ON TABLE tb_stock_daily IS 'Daily snapshot of the stock of the products we keep ourselves; one row per day, warehouse and product';
COMMENT ON COLUMN tb_stock_daily.snapshot_dt IS '기준일: day of the snapshot (evening)';
COMMENT ON COLUMN tb_stock_daily.warehouse_no IS 'Code group WAREHOUSE in tb_code';
COMMENT ON COLUMN tb_stock_daily.product_id IS 'Product';
COMMENT ON COLUMN tb_stock_daily.on_hand_qty IS 'Pieces at the end of the day';
COMMENT ON COLUMN tb_stock_daily.reserved_qty IS 'Of these, promised to orders';
COMMENT ON COLUMN tb_stock_daily.inbound_qty IS 'Pieces that came in on the day';
COMMENT ON COLUMN tb_stock_daily.outbound_qty IS 'Pieces that went out on the day';
COMMENT ON COLUMN tb_stock_daily.safety_qty IS 'Order again below';
COMMENT ON COLUMN tb_stock_daily.unit_cost IS 'Cost per piece in KRW';
COMMENT ON COLUMN tb_stock_daily.stock_amt IS 'Value of the stock in KRW';
COMMENT ON COLUMN tb_stock_daily.stockout_yn IS 'Y when nothing was left';

-- Stock runs down from delivery to delivery; the next one comes at times too late.
WITH kept AS (
  SELECT product_id, row_number() OVER (ORDER BY product_id) AS k,
         greatest(coalesce(cost_price, list_price * .6), 10) AS cost
  FROM (SELECT * FROM tb_product
        WHERE sale_status = 'ON_SALE' AND NOT is_test AND created_at < opening() - 30
        ORDER BY chance(product_id, 3601) LIMIT 32) AS chosen
), cycles AS (
  SELECT product_id, warehouse, cost, product_id * 3 + warehouse AS item,
         12 + floor(16 * chance(product_id * 3 + warehouse, 3602))::int AS length,
         60 + floor(900 * pow(chance(product_id * 3 + warehouse, 3603), 2))::int AS batch
  FROM kept, generate_series(1, 3) AS warehouse
), daily AS (
  SELECT c.*, age, item * 1000 + age AS n,
         greatest(0, round(batch * (1.25 - 1.3 * ((1000 - age + item % length) % length) / length
                                    + .012 * bell(item * 1000 + age, 3604))))::int AS on_hand
  FROM cycles AS c, generate_series(1, 181) AS age
), movements AS (
  SELECT *, on_hand - lag(on_hand) OVER (PARTITION BY product_id, warehouse ORDER BY age DESC) AS change
  FROM daily
)
INSERT INTO tb_stock_daily
SELECT current_date - age, warehouse, product_id, on_hand,
       floor(on_hand * .3 * chance(n, 3605)),
       greatest(0, change) + CASE WHEN change > 0 THEN batch / 20 ELSE 0 END,
       greatest(0, -change) + CASE WHEN change > 0 THEN batch / 20 ELSE 0 END,
       batch / 6, cost, on_hand * cost,
       yn(on_hand = 0),
       CASE WHEN extract(day FROM current_date - age) = 1 THEN 'count-' || warehouse END
FROM movements
WHERE change IS NOT NULL
ORDER BY 1, 2, 3;

-- The product page shows the stock of last night.
UPDATE tb_product AS p
SET stock_qty = s.qty, safety_stock_qty = s.safety
FROM (SELECT product_id, sum(on_hand_qty) AS qty, sum(safety_qty) AS safety
      FROM tb_stock_daily WHERE snapshot_dt = current_date - 1 GROUP BY product_id) AS s
WHERE s.product_id = p.product_id;

ALTER TABLE tb_stock_daily ADD PRIMARY KEY (snapshot_dt, warehouse_no, product_id);
CREATE INDEX ON tb_stock_daily (product_id);
ALTER TABLE tb_stock_daily ADD FOREIGN KEY (product_id) REFERENCES tb_product (product_id);
