-- Hanbit Works: who trades.
--   tb_company  companies that buy
--   tb_partner  factories that sell and produce (wide table)
--
-- Planted: industry in several spellings, with trailing spaces and in Korean; country codes
-- in mixed case and length; employee_cnt as text ('1,200', '50 ', ''); empty strings next
-- to NULL; columns that nothing fills any more (fax_no, legacy_code, legacy_grade);
-- test companies (is_test) and test partners.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_company (
  company_id         bigint        NOT NULL,
  company_nm         varchar(100)  NOT NULL,
  company_nm_ko      varchar(100),
  biz_reg_no         varchar(20),
  industry           varchar(60),
  company_size_cd    smallint,
  employee_cnt       varchar(12),
  annual_revenue     numeric(18,2),
  currency           char(3)       NOT NULL,
  country_cd         varchar(3),
  region             varchar(40),
  zip_code           varchar(10),
  address            varchar(200),
  homepage_url       varchar(200),
  fax_no             varchar(20),
  credit_grade       char(1),
  credit_limit_amt   numeric(15,2),
  payment_term_days  smallint      NOT NULL,
  account_manager_id bigint,
  signup_channel     varchar(20),
  vip_yn             char(1)       NOT NULL,
  is_test            boolean       NOT NULL DEFAULT false,
  created_at         timestamp     NOT NULL,
  approved_at        timestamp,
  updated_at         timestamp,
  deleted_at         timestamp
);

COMMENT ON TABLE tb_company IS 'Companies that buy on the marketplace';
COMMENT ON COLUMN tb_company.company_id IS 'Company number';
COMMENT ON COLUMN tb_company.company_nm IS 'Name in English';
COMMENT ON COLUMN tb_company.company_nm_ko IS '회사명(한글)';
COMMENT ON COLUMN tb_company.biz_reg_no IS 'Business registration number (Korean companies only)';
COMMENT ON COLUMN tb_company.industry IS 'As typed by the customer at sign-up';
COMMENT ON COLUMN tb_company.company_size_cd IS '1=up to 9 people, 2=10-49, 3=50-249, 4=250 and more';
COMMENT ON COLUMN tb_company.employee_cnt IS 'Number of employees as typed by the customer';
COMMENT ON COLUMN tb_company.annual_revenue IS 'Revenue of the last business year, in the currency of the row';
COMMENT ON COLUMN tb_company.currency IS 'Currency the company buys in';
COMMENT ON COLUMN tb_company.country_cd IS 'Country code as typed, KR for Korea';
COMMENT ON COLUMN tb_company.region IS 'Province or city';
COMMENT ON COLUMN tb_company.fax_no IS 'Fax (not used any more)';
COMMENT ON COLUMN tb_company.credit_grade IS 'A (best) to E; empty until assessed';
COMMENT ON COLUMN tb_company.credit_limit_amt IS 'Credit limit in KRW';
COMMENT ON COLUMN tb_company.payment_term_days IS 'Days after delivery; 0 = pays in advance';
COMMENT ON COLUMN tb_company.account_manager_id IS 'Member of staff who looks after the company';
COMMENT ON COLUMN tb_company.signup_channel IS 'Where the company heard of us';
COMMENT ON COLUMN tb_company.vip_yn IS 'Key customer';
COMMENT ON COLUMN tb_company.is_test IS 'Created by our own testers';
COMMENT ON COLUMN tb_company.created_at IS '가입 일시: when the company signed up';
COMMENT ON COLUMN tb_company.approved_at IS 'When our staff approved it';
COMMENT ON COLUMN tb_company.updated_at IS 'Last change of the record';
COMMENT ON COLUMN tb_company.deleted_at IS 'Soft delete: when the company left';

-- 60 companies were there before the history opens.
WITH signups AS (
  SELECT n, opening() - days(720.0 * (61 - n) / 61) AS at FROM generate_series(1, 60) AS n
  UNION ALL
  SELECT n + 60, at FROM spread(840, 2001)
), companies AS (
  SELECT n, at,
         (n * 7919 % 1152)::int AS name_no,
         pick('{KR,US,JP,VN,DE}', '{.83,.91,.95,.98}', chance(n, 2002)) AS country,
         step('{.34,.70,.92}', chance(n, 2003)) AS size,
         n IN (77, 214, 391, 520, 701, 866) AS is_test
  FROM signups
)
INSERT INTO tb_company
SELECT n,
       CASE WHEN is_test THEN 'TEST Company ' || n
            ELSE pick('{Narae,Solgae,Byeolmoe,Garam,Haneul,Dasom,Maru,Sarang,Bomnal,Chorok,Eunha,Gaon,
                        Hanul,Iseul,Jandi,Kongsan,Miru,Nuri,Onnuri,Pureun,Saebom,Taeseon,Ujin,Yeoul,
                        Ardent,Bluefin,Cobalt,Delmont,Eastbrook,Fairlane,Granton,Highmoor,
                        Ironwell,Juniper,Kestrel,Lakeview,Meridian,Northgate,Oakridge,Pinehurst,
                        Quarry,Redstone,Silverline,Tidewater,Umber,Valemont,Westerly,Yarrow}',
                      (name_no / 24) / 48.0)
                 || ' ' ||
                 pick('{Precision,Tech,Motors,Robotics,Electronics,Systems,Engineering,Medical,
                        Aerospace,Automation,Instruments,Energy,Industries,Mobility,Semicon,Devices,
                        Optics,Machinery,Materials,Labs,Power,Hydraulics,Tooling,Controls}',
                      (name_no % 24) / 24.0) END,
       CASE WHEN country = 'KR' AND chance(n, 2004) < .7
            THEN pick('{나래,솔개,별뫼,가람,하늘,다솜,마루,은하,가온,한울,누리,여울}', chance(n, 2005))
                 || pick('{정밀,테크,모터스,로보틱스,전자,시스템,엔지니어링,메디칼,산업,기계}', chance(n, 2006)) END,
       CASE WHEN country = 'KR'
            THEN format('%s-%s-%s', 100 + n % 800, lpad((n * 37 % 100)::text, 2, '0'),
                        lpad((n * 7907 % 100000)::text, 5, '0')) END,
       CASE WHEN chance(n, 2007) > .06
            THEN pick('{Automotive,automotive,"Automotive ",AUTO PARTS,자동차,Machinery,machinery,Electronics,
                        "Electronics ",electronic,Semiconductor,semi-conductor,Medical devices,medical device,
                        Robotics,Aerospace,Energy,전자,Research,""}',
                      '{.17,.23,.25,.27,.31,.45,.49,.59,.62,.64,.74,.76,.82,.84,.89,.92,.95,.97,.99}',
                      chance(n, 2008)) END,
       size,
       CASE WHEN chance(n, 2009) < .12 THEN NULL WHEN chance(n, 2009) < .16 THEN ''
            ELSE trim(to_char(floor((ARRAY[3, 18, 90, 420])[size] * (0.4 + 1.6 * chance(n, 2010)))::int,
                              CASE WHEN chance(n, 2011) < .8 THEN '999999' ELSE '999,999' END))
                 || CASE WHEN chance(n, 2012) < .05 THEN ' ' ELSE '' END END,
       CASE WHEN chance(n, 2013) < .72
            THEN round(((ARRAY[7e8, 4.2e9, 2.6e10, 2.1e11])[size] * exp(.7 * bell(n, 2014))
                        / CASE WHEN country = 'KR' THEN 1 ELSE 1350 END)::numeric, -4) END,
       CASE WHEN country = 'KR' THEN 'KRW' ELSE 'USD' END,
       CASE WHEN chance(n, 2015) < .05 THEN lower(country)
            WHEN country = 'KR' AND chance(n, 2015) < .08 THEN 'KOR'
            WHEN chance(n, 2015) < .99 THEN country END,
       CASE WHEN country = 'KR'
            THEN pick('{Gyeonggi,Seoul,Incheon,Busan,Daegu,Daejeon,Gwangju,Ulsan,Chungnam,Gyeongnam}',
                      '{.29,.48,.57,.66,.73,.79,.83,.88,.94}', chance(n, 2016)) END,
       CASE WHEN country = 'KR' THEN lpad((1000 + n * 61 % 62000)::text, 5, '0') END,
       CASE WHEN chance(n, 2017) < .9 THEN format('%s Industrial road, building %s', 1 + n % 240, 1 + n % 37)
            ELSE '' END,
       CASE WHEN chance(n, 2018) < .55 THEN format('https://buyer%s.example/', lpad(n::text, 4, '0')) END,
       NULL,
       pick('{A,B,C,D,E," "}', '{.16,.46,.71,.82,.86}', chance(n, 2019)),
       CASE WHEN chance(n, 2020) < .6 THEN (ARRAY[5e6, 2e7, 8e7, 3e8])[size] * (1 + floor(4 * chance(n, 2021))) END,
       (ARRAY[0, 0, 30, 60])[size] + CASE WHEN chance(n, 2022) < .15 THEN 30 ELSE 0 END,
       NULL,
       pick('{SEARCH,REFERRAL,SALES,FAIR,AD,"search "}', '{.36,.58,.79,.88,.98}', chance(n, 2023)),
       yn(size = 4 AND chance(n, 2024) < .5 OR chance(n, 2024) < .03),
       is_test, at,
       so_far(at_work(at + hours(2 + 44 * chance(n, 2025)))),
       so_far(at + days(300 * chance(n, 2026))),
       CASE WHEN chance(n, 2027) < .04 THEN so_far(at + days(60 + 500 * chance(n, 2028))) END
FROM companies;

ALTER TABLE tb_company ADD PRIMARY KEY (company_id);


CREATE TABLE tb_partner (
  partner_id           bigint        NOT NULL,
  partner_cd           varchar(12)   NOT NULL,
  partner_nm           varchar(100)  NOT NULL,
  partner_nm_ko        varchar(100),
  parent_partner_id    bigint,
  biz_reg_no           varchar(20),
  ceo_nm               varchar(60),
  partner_type         varchar(20)   NOT NULL,
  status               char(1)       NOT NULL,
  grade                char(1),
  country_cd           varchar(3),
  region               varchar(40),
  city                 varchar(40),
  zip_code             varchar(10),
  address              varchar(200),
  latitude             numeric(9,6),
  longitude            numeric(9,6),
  phone_no             varchar(30),
  fax_no               varchar(20),
  email                varchar(120),
  homepage_url         varchar(200),
  founded_year         smallint,
  employee_cnt         integer,
  floor_area_sqm       numeric(10,1),
  main_process         varchar(30),
  process_list         text[],
  certification        jsonb,
  min_order_qty        integer,
  lead_time_days       smallint,
  monthly_capacity_hr  integer,
  utilization_pct      numeric(5,2),
  response_rate        numeric(5,4),
  avg_response_hr      numeric(7,2),
  defect_rate          numeric(6,5),
  on_time_rate         numeric(5,4),
  avg_score            numeric(3,2),
  review_cnt           integer       NOT NULL DEFAULT 0,
  quote_cnt            integer       NOT NULL DEFAULT 0,
  won_cnt              integer       NOT NULL DEFAULT 0,
  view_count           integer       NOT NULL DEFAULT 0,
  bookmark_cnt         integer       NOT NULL DEFAULT 0,
  commission_rate      numeric(5,4)  NOT NULL,
  settlement_cycle     char(1)       NOT NULL,
  bank_nm              varchar(40),
  contract_start_dt    date,
  contract_end_dt      date,
  applied_at           timestamp     NOT NULL,
  approved_at          timestamp,
  rejected_at          timestamp,
  suspended_at         timestamp,
  last_active_at       timestamptz,
  verified_yn          char(1)       NOT NULL,
  exclusive_yn         char(1),
  legacy_code          varchar(20),
  legacy_grade         smallint,
  memo                 text,
  test_yn              char(1)       NOT NULL DEFAULT 'N',
  del_yn               char(1)       NOT NULL DEFAULT 'N',
  created_at           timestamp     NOT NULL,
  updated_at           timestamp
);

COMMENT ON TABLE tb_partner IS 'Partner factories: they sell parts from stock, quote for RFQs and produce';
COMMENT ON COLUMN tb_partner.partner_cd IS '파트너 코드';
COMMENT ON COLUMN tb_partner.partner_nm IS 'Name in English';
COMMENT ON COLUMN tb_partner.partner_nm_ko IS '업체명(한글)';
COMMENT ON COLUMN tb_partner.parent_partner_id IS 'Parent company, when the partner is a branch';
COMMENT ON COLUMN tb_partner.partner_type IS 'FACTORY, TRADER or BOTH';
COMMENT ON COLUMN tb_partner.status IS 'A=active, P=pending approval, S=suspended, R=rejected';
COMMENT ON COLUMN tb_partner.grade IS 'S, A, B or C, reviewed every quarter';
COMMENT ON COLUMN tb_partner.country_cd IS 'Country code as typed, KR for Korea';
COMMENT ON COLUMN tb_partner.city IS 'City of the main plant';
COMMENT ON COLUMN tb_partner.latitude IS 'Position of the main plant';
COMMENT ON COLUMN tb_partner.longitude IS 'Position of the main plant';
COMMENT ON COLUMN tb_partner.founded_year IS 'Year of foundation';
COMMENT ON COLUMN tb_partner.employee_cnt IS 'Employees';
COMMENT ON COLUMN tb_partner.floor_area_sqm IS 'Floor area of the plant in square metres';
COMMENT ON COLUMN tb_partner.main_process IS 'Main process: CNC, SHEET, MOLD, PRINT, CAST or ASSY';
COMMENT ON COLUMN tb_partner.process_list IS 'All processes offered';
COMMENT ON COLUMN tb_partner.certification IS 'Certificates held, and until when';
COMMENT ON COLUMN tb_partner.min_order_qty IS 'Smallest order in pieces';
COMMENT ON COLUMN tb_partner.lead_time_days IS 'Usual days from order to delivery';
COMMENT ON COLUMN tb_partner.monthly_capacity_hr IS 'Machine hours available per month';
COMMENT ON COLUMN tb_partner.utilization_pct IS 'Utilisation of the machines, 0 to 100';
COMMENT ON COLUMN tb_partner.response_rate IS 'Share of invitations answered, 0 to 1, last update of the score job';
COMMENT ON COLUMN tb_partner.avg_response_hr IS 'Hours from invitation to quotation on average';
COMMENT ON COLUMN tb_partner.defect_rate IS '불량률 (0~1)';
COMMENT ON COLUMN tb_partner.on_time_rate IS 'Share of deliveries on time, 0 to 1';
COMMENT ON COLUMN tb_partner.avg_score IS 'Average review score, 1 to 5';
COMMENT ON COLUMN tb_partner.review_cnt IS 'Reviews shown on the profile page';
COMMENT ON COLUMN tb_partner.quote_cnt IS 'Quotations so far';
COMMENT ON COLUMN tb_partner.won_cnt IS 'Quotations accepted so far';
COMMENT ON COLUMN tb_partner.view_count IS 'Views of the profile page, counted by the application';
COMMENT ON COLUMN tb_partner.bookmark_cnt IS 'Users who keep the profile on their list';
COMMENT ON COLUMN tb_partner.commission_rate IS 'Our commission on the order value, 0 to 1';
COMMENT ON COLUMN tb_partner.settlement_cycle IS 'M=monthly, H=twice a month';
COMMENT ON COLUMN tb_partner.contract_start_dt IS 'Start of the contract';
COMMENT ON COLUMN tb_partner.contract_end_dt IS 'End of the contract; empty = open-ended';
COMMENT ON COLUMN tb_partner.applied_at IS 'When the partner applied';
COMMENT ON COLUMN tb_partner.approved_at IS '승인 일시';
COMMENT ON COLUMN tb_partner.rejected_at IS 'When the application was rejected';
COMMENT ON COLUMN tb_partner.suspended_at IS 'When it was suspended';
COMMENT ON COLUMN tb_partner.last_active_at IS 'Last sign of life';
COMMENT ON COLUMN tb_partner.verified_yn IS 'Plant visited by our engineers';
COMMENT ON COLUMN tb_partner.exclusive_yn IS 'Sells on our marketplace only';
COMMENT ON COLUMN tb_partner.legacy_code IS 'Code in the old system (not used any more)';
COMMENT ON COLUMN tb_partner.legacy_grade IS 'Grade in the old system (not used any more)';
COMMENT ON COLUMN tb_partner.test_yn IS 'Used by our own testers';
COMMENT ON COLUMN tb_partner.del_yn IS 'Soft delete';

WITH applications AS (
  SELECT n, opening() - days(700.0 * (91 - n) / 91) AS at FROM generate_series(1, 90) AS n
  UNION ALL
  SELECT n + 90, at FROM spread(330, 2101)
), outcomes AS (
  SELECT n, at,
         CASE WHEN n > 90 AND chance(n, 2102) < .07 THEN NULL
              ELSE so_far(at_work(at + days(1 + 12 * chance(n, 2103)))) END AS approved_at,
         CASE WHEN n > 90 AND chance(n, 2102) < .07
              THEN so_far(at_work(at + days(2 + 20 * chance(n, 2103)))) END AS rejected_at,
         CASE WHEN n > 40 AND chance(n, 2104) < .06
              THEN so_far(at + days(60 + 400 * chance(n, 2105))) END AS suspended_at,
         (n * 331 % 480)::int AS name_no,
         step('{.20,.48,.68,.82,.92}', chance(n, 2106)) AS process_no,
         step('{.27,.45,.60,.72,.83,.92}', chance(n, 2107)) AS city_no,
         1 + floor(15 * exp(.8 * bell(n, 2108)))::int AS employees,
         n IN (133, 287) AS is_test
  FROM applications
)
INSERT INTO tb_partner
SELECT n,
       'P' || lpad(n::text, 5, '0'),
       CASE WHEN is_test THEN 'Test partner, do not use'
            ELSE pick('{Dongseo,Sungnam,Baeksan,Cheongun,Duriwon,Gangbuk,Hyunam,Jeil,Keunsol,Myungsan,Namgang,Ohsung,
                        Samhwa,Seonjin,Taebaek,Uamsan,Wonil,Yeongdo,Choil,Buksam,Daesong,Geumho,Hoseong,Ilsin}',
                      (name_no / 20) / 24.0)
                 || ' ' ||
                 pick('{Metal,Mold,CNC,Forge,Casting,Plastics,Sheet Works,Machining,Tools,Gear,Springs,Dies,
                        Fasteners,Plating,Welding,Laser,Rubber,Bearings,Wire,Assembly}', (name_no % 20) / 20.0) END,
       CASE WHEN chance(n, 2109) < .6
            THEN pick('{동서,성남,백산,청운,두리원,강북,현암,제일,큰솔,명산}', chance(n, 2110))
                 || pick('{금속,금형,정밀,주물,기공,공업}', chance(n, 2111)) END,
       CASE WHEN n > 90 AND chance(n, 2112) < .08 THEN 1 + floor(80 * chance(n, 2113)) END,
       format('%s-%s-%s', 200 + n % 700, lpad((n * 53 % 100)::text, 2, '0'),
              lpad((n * 6577 % 100000)::text, 5, '0')),
       pick('{Kim,Lee,Park,Choi,Jung,Kang,Cho,Yoon}', chance(n, 2114)) || ' '
         || pick('{Sungho,Jihoon,Minseok,Younghee,Daehyun,Kyungmi,Taeyang,Jaewon}', chance(n, 2115)),
       pick('{FACTORY,BOTH,TRADER}', '{.68,.90}', chance(n, 2116)),
       CASE WHEN rejected_at IS NOT NULL THEN 'R' WHEN suspended_at IS NOT NULL THEN 'S'
            WHEN approved_at IS NULL THEN 'P' ELSE 'A' END,
       CASE WHEN approved_at IS NOT NULL THEN pick('{S,A,B,C}', '{.08,.34,.78}', chance(n, 2117)) END,
       pick('{KR,kr,KOR,VN,CN}', '{.87,.92,.94,.97}', chance(n, 2118)),
       (ARRAY['Gyeonggi', 'Incheon', 'Busan', 'Daegu', 'Gyeongnam', 'Chungnam', 'Gwangju'])[city_no],
       (ARRAY['Siheung', 'Namdong', 'Saha', 'Dalseo', 'Changwon', 'Cheonan', 'Hanam'])[city_no],
       lpad((10000 + n * 97 % 50000)::text, 5, '0'),
       format('Block %s, %s', 1 + n % 48, pick('{National complex,2nd industrial complex,공단로}', chance(n, 2119))),
       round(((ARRAY[37.35, 37.40, 35.09, 35.83, 35.22, 36.81, 35.17])[city_no]
              + .08 * (chance(n, 2120) - .5))::numeric, 6),
       round(((ARRAY[126.74, 126.73, 128.97, 128.52, 128.68, 127.11, 126.81])[city_no]
              + .08 * (chance(n, 2121) - .5))::numeric, 6),
       CASE WHEN chance(n, 2122) < .5 THEN format('031-555-01%s', lpad((n % 100)::text, 2, '0'))
            ELSE format('+82 31 555 01%s', lpad((n % 100)::text, 2, '0')) END,
       NULL,
       format('contact@partner%s.example', lpad(n::text, 4, '0')),
       CASE WHEN chance(n, 2123) < .62 THEN format('https://partner%s.example/', lpad(n::text, 4, '0'))
            WHEN chance(n, 2123) < .70 THEN '' END,
       extract(year FROM at) - 2 - floor(34 * pow(chance(n, 2124), 1.4)),
       employees,
       round((employees * (22 + 30 * chance(n, 2125)))::numeric, 1),
       (ARRAY['CNC', 'SHEET', 'MOLD', 'PRINT', 'CAST', 'ASSY'])[process_no],
       ARRAY[(ARRAY['CNC', 'SHEET', 'MOLD', 'PRINT', 'CAST', 'ASSY'])[process_no]]
         || CASE WHEN chance(n, 2126) < .5 THEN ARRAY[pick('{PLATING,WELDING,HEAT,PAINT}', chance(n, 2127))]
                 ELSE '{}' END,
       CASE WHEN chance(n, 2128) < .85 THEN jsonb_strip_nulls(jsonb_build_object(
              'iso9001', chance(n, 2129) < .74,
              'iso14001', CASE WHEN chance(n, 2130) < .7 THEN chance(n, 2131) < .35 END,
              'iatf16949', CASE WHEN chance(n, 2130) < .4 THEN chance(n, 2132) < .3 END,
              'audit', CASE WHEN chance(n, 2133) < .6 THEN jsonb_build_object(
                 'score', 60 + floor(40 * chance(n, 2134)), 'grade', pick('{A,B,C}', chance(n, 2135))) END,
              'expires_on', CASE WHEN chance(n, 2136) < .8
                                 THEN (current_date - 200 + floor(1000 * chance(n, 2137))::int)::text END)) END,
       (ARRAY[1, 10, 50, 100, 500])[1 + floor(5 * pow(chance(n, 2138), 1.5))::int],
       5 + floor(25 * chance(n, 2139)),
       employees * 120,
       CASE WHEN chance(n, 2140) < .8 THEN round((45 + 50 * chance(n, 2141))::numeric, 2) END,
       NULL, NULL,
       CASE WHEN chance(n, 2142) < .7 THEN round((.002 + .03 * pow(chance(n, 2143), 2))::numeric, 5) END,
       NULL, NULL, 0, 0, 0,
       skewed(9000, 3, chance(n, 2144)),
       skewed(400, 3, chance(n, 2145)) - 1,
       CASE WHEN chance(n, 2146) < .7 THEN .08 ELSE round((.05 + .01 * floor(6 * chance(n, 2147)))::numeric, 4) END,
       pick('{M,H}', '{.8}', chance(n, 2148)),
       pick('{Hangang Bank,Saeteo Bank,Namsan Bank,"",한강은행}', '{.40,.68,.88,.91}', chance(n, 2149)),
       approved_at::date,
       CASE WHEN chance(n, 2150) < .75
            THEN (approved_at + interval '1 year' * (1 + floor(3 * chance(n, 2151))))::date END,
       at, approved_at, rejected_at, suspended_at,
       coalesce(suspended_at, CASE WHEN approved_at IS NOT NULL
                                   THEN horizon() - days(60 * pow(chance(n, 2152), 3)) END),
       yn(approved_at IS NOT NULL AND chance(n, 2153) < .83),
       CASE WHEN chance(n, 2154) < .5 THEN pick('{Y,N}', '{.12}', chance(n, 2155)) END,
       NULL, NULL,
       CASE WHEN chance(n, 2156) < .1
            THEN pick('{pays late,전화 먼저,"good quality, slow",see contract,-}', chance(n, 2157)) END,
       yn(is_test),
       yn(rejected_at IS NOT NULL AND chance(n, 2158) < .5),
       at, so_far(at + days(500 * chance(n, 2159)))
FROM outcomes;

-- Nobody is active before the approval.
UPDATE tb_partner SET last_active_at = greatest(last_active_at, approved_at) WHERE last_active_at < approved_at;

ALTER TABLE tb_partner ADD PRIMARY KEY (partner_id);
ALTER TABLE tb_partner ADD UNIQUE (partner_cd);
ALTER TABLE tb_partner ADD FOREIGN KEY (parent_partner_id) REFERENCES tb_partner (partner_id);
CREATE INDEX ON tb_partner (parent_partner_id);
