-- Hanbit Works: the people with an account.
--   tb_user  buyers' and partners' people, and our own staff (wide table)
--
-- Planted: company_nm typed by hand (upper and lower case, "Co., Ltd.", trailing spaces);
-- country codes in mixed case; empty strings next to NULL; columns that nothing fills any
-- more (fax_no, old_grade); soft-deleted rows (del_yn), test rows (test_yn).
--
-- The canary: user 1207 carries the name "Canary Sevenfthree" and the address
-- canary.7f3a@hanbit.example, and no other row anywhere does. Privacy tests look for them:
-- they must never leave the database towards a language model, a log or a report.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_user (
  user_id            bigint        NOT NULL,
  user_uuid          uuid          NOT NULL,
  login_id           varchar(60)   NOT NULL,
  email              varchar(120)  NOT NULL,
  user_nm            varchar(60)   NOT NULL,
  user_nm_ko         varchar(60),
  user_type          char(1)       NOT NULL,
  status             char(1)       NOT NULL,
  company_id         bigint,
  partner_id         bigint,
  referrer_user_id   bigint,
  company_nm         varchar(120),
  department         varchar(60),
  job_title          varchar(60),
  phone_no           varchar(30),
  mobile_no          varchar(30),
  fax_no             varchar(20),
  birth_dt           date,
  gender             char(1),
  country_cd         varchar(3),
  region             varchar(40),
  zip_code           varchar(10),
  address            varchar(200),
  lang_cd            varchar(5)    NOT NULL,
  time_zone          varchar(40),
  signup_channel     varchar(20),
  signup_device      varchar(10),
  utm_source         varchar(40),
  utm_campaign       varchar(60),
  profile_image_url  varchar(200),
  preferences        jsonb,
  email_verified_yn  char(1)       NOT NULL,
  phone_verified_yn  char(1)       NOT NULL,
  marketing_agree_yn char(1)       NOT NULL,
  two_factor_yn      char(1)       NOT NULL,
  terms_agreed_at    timestamptz,
  profile_score      numeric(5,2),
  nps_score          smallint,
  point_balance      integer       NOT NULL DEFAULT 0,
  login_cnt          integer       NOT NULL DEFAULT 0,
  login_fail_cnt     integer       NOT NULL DEFAULT 0,
  last_login_at      timestamptz,
  old_grade          varchar(10),
  memo               text,
  created_at         timestamptz   NOT NULL,
  updated_at         timestamptz,
  dormant_at         timestamptz,
  withdrawn_at       timestamptz,
  withdraw_reason    varchar(100),
  del_yn             char(1)       NOT NULL DEFAULT 'N',
  test_yn            char(1)       NOT NULL DEFAULT 'N'
);

COMMENT ON TABLE tb_user IS 'Accounts of people: buyers, partners and our own staff';
COMMENT ON COLUMN tb_user.user_id IS 'User number, in order of sign-up';
COMMENT ON COLUMN tb_user.login_id IS 'Name to sign in with';
COMMENT ON COLUMN tb_user.email IS 'E-mail address';
COMMENT ON COLUMN tb_user.user_nm IS 'Full name';
COMMENT ON COLUMN tb_user.user_nm_ko IS '이름(한글)';
COMMENT ON COLUMN tb_user.user_type IS 'B=buyer, P=partner, S=staff';
COMMENT ON COLUMN tb_user.status IS 'A=active, D=dormant, W=withdrawn, S=suspended';
COMMENT ON COLUMN tb_user.company_id IS 'Company the buyer works for';
COMMENT ON COLUMN tb_user.partner_id IS 'Partner the user works for';
COMMENT ON COLUMN tb_user.referrer_user_id IS '추천인: user whose invitation was accepted';
COMMENT ON COLUMN tb_user.company_nm IS 'Company as typed at sign-up, not checked';
COMMENT ON COLUMN tb_user.department IS 'As typed';
COMMENT ON COLUMN tb_user.job_title IS 'As typed';
COMMENT ON COLUMN tb_user.mobile_no IS 'Mobile phone';
COMMENT ON COLUMN tb_user.fax_no IS 'Fax (not used any more)';
COMMENT ON COLUMN tb_user.birth_dt IS '생년월일; optional';
COMMENT ON COLUMN tb_user.gender IS 'M or F; optional';
COMMENT ON COLUMN tb_user.country_cd IS 'Country code as sent by the client';
COMMENT ON COLUMN tb_user.lang_cd IS 'Language of the user interface';
COMMENT ON COLUMN tb_user.signup_channel IS 'ORGANIC, SEARCH_AD, REFERRAL, SALES, FAIR or EMAIL';
COMMENT ON COLUMN tb_user.signup_device IS 'PC, MOBILE or TABLET';
COMMENT ON COLUMN tb_user.utm_source IS 'Where the visitor came from';
COMMENT ON COLUMN tb_user.preferences IS 'Settings of the user interface and of notifications';
COMMENT ON COLUMN tb_user.email_verified_yn IS 'E-mail address confirmed';
COMMENT ON COLUMN tb_user.phone_verified_yn IS 'Phone number confirmed';
COMMENT ON COLUMN tb_user.marketing_agree_yn IS '마케팅 수신 동의 여부';
COMMENT ON COLUMN tb_user.two_factor_yn IS 'Second factor switched on';
COMMENT ON COLUMN tb_user.profile_score IS 'Completeness of the profile, 0 to 100';
COMMENT ON COLUMN tb_user.nps_score IS 'Last answer to "would you recommend us", 0 to 10';
COMMENT ON COLUMN tb_user.point_balance IS 'Points left to spend';
COMMENT ON COLUMN tb_user.login_cnt IS 'Sign-ins so far, counted by the application';
COMMENT ON COLUMN tb_user.login_fail_cnt IS 'Failed sign-ins since the last good one';
COMMENT ON COLUMN tb_user.last_login_at IS 'Last sign-in';
COMMENT ON COLUMN tb_user.old_grade IS 'Grade of the old loyalty programme (not used any more)';
COMMENT ON COLUMN tb_user.created_at IS '가입 일시';
COMMENT ON COLUMN tb_user.dormant_at IS 'When the account went dormant after 180 days without sign-in';
COMMENT ON COLUMN tb_user.withdrawn_at IS '탈퇴 일시';
COMMENT ON COLUMN tb_user.withdraw_reason IS 'Why the account was closed, as typed';
COMMENT ON COLUMN tb_user.del_yn IS 'Soft delete';
COMMENT ON COLUMN tb_user.test_yn IS 'Account of a tester';

-- Who signs up when. The first user of a company or partner signs up together with it.
CREATE TABLE demo_tools.account AS
WITH signups AS (
  SELECT 'S' AS user_type, NULL::bigint AS company_id, NULL::bigint AS partner_id,
         opening() - days(900.0 * (31 - n) / 31) AS at
  FROM generate_series(1, 30) AS n
  UNION ALL
  SELECT 'B', company_id, NULL, created_at - interval '4 minutes' FROM tb_company
  UNION ALL
  SELECT 'P', NULL, partner_id, applied_at - interval '7 minutes' FROM tb_partner
  UNION ALL
  SELECT 'B', skewed(companies.so_far, 1.6, chance(n, 2502)), NULL, at
  FROM spread(1850, 2501)
       CROSS JOIN LATERAL (SELECT count(*) AS so_far FROM tb_company WHERE created_at < at) AS companies
), numbered AS (
  SELECT row_number() OVER (ORDER BY at, user_type, company_id, partner_id) AS n, signups.* FROM signups
)
-- Every other account falls asleep some time; the rest are in use to this day.
SELECT n, user_type, company_id, partner_id, at,
       CASE WHEN user_type <> 'S' AND chance(n, 2503) < .46
            THEN so_far(at + days(5 + 420 * pow(chance(n, 2504), 1.5))) END AS last_seen,
       CASE user_type WHEN 'S' THEN 1.6 ELSE exp(1.1 * bell(n, 2505)) END
         * CASE WHEN at < opening() + 90 THEN 1.5 ELSE 1 END AS liveliness
FROM numbered;

INSERT INTO tb_user
SELECT n,
       md5('user ' || n)::uuid,
       CASE WHEN n = 1207 THEN 'canary1207' ELSE lower(first_nm) || '.' || lower(last_nm) || n END,
       CASE WHEN n = 1207 THEN 'canary.7f3a@hanbit.example'
            WHEN a.user_type = 'S' THEN format('%s.%s@hanbit.example', lower(first_nm), n)
            WHEN a.user_type = 'P' THEN format('%s@partner%s.example', lower(first_nm) || n,
                                               lpad(a.partner_id::text, 4, '0'))
            ELSE format('%s@buyer%s.example', lower(first_nm) || n, lpad(a.company_id::text, 4, '0')) END,
       CASE WHEN n = 1207 THEN 'Canary Sevenfthree' ELSE first_nm || ' ' || last_nm END,
       CASE WHEN n <> 1207 AND chance(n, 2506) < .55
            THEN pick('{김,이,박,최,정,강,조,윤,장,임}', chance(n, 2507))
                 || pick('{하늘,민준,서연,지후,수아,도윤,예은,준서}', chance(n, 2508)) END,
       a.user_type,
       CASE WHEN withdrawn_at IS NOT NULL THEN 'W'
            WHEN dormant_at IS NOT NULL THEN 'D'
            WHEN chance(n, 2509) < .01 THEN 'S' ELSE 'A' END,
       a.company_id, a.partner_id,
       CASE WHEN n > 200 AND chance(n, 2510) < .14 THEN skewed(n - 60, 1.8, chance(n, 2511)) END,
       CASE WHEN a.user_type = 'S' THEN 'Hanbit Works'
            WHEN chance(n, 2512) < .10 THEN upper(org_nm)
            WHEN chance(n, 2512) < .18 THEN lower(org_nm)
            WHEN chance(n, 2512) < .30 THEN org_nm || ' Co., Ltd.'
            WHEN chance(n, 2512) < .34 THEN org_nm || ' '
            WHEN chance(n, 2512) < .37 THEN ''
            WHEN chance(n, 2512) < .92 THEN org_nm END,
       CASE WHEN chance(n, 2513) < .8
            THEN pick('{Purchasing,purchasing,Procurement,R&D,"R&D ",Production,Quality,Management,구매팀,Sales,""}',
                      '{.34,.39,.50,.62,.65,.77,.83,.89,.94,.98}', chance(n, 2514)) END,
       CASE WHEN chance(n, 2515) < .7
            THEN pick('{Manager,Engineer,Buyer,Director,CEO,Assistant,manager,대리}',
                      '{.25,.48,.66,.76,.84,.92,.96}', chance(n, 2516)) END,
       CASE WHEN chance(n, 2517) < .45 THEN format('02-555-01%s', lpad((n % 100)::text, 2, '0')) END,
       CASE WHEN chance(n, 2518) < .82 THEN format('010-0000-%s', lpad((n * 7 % 10000)::text, 4, '0'))
            WHEN chance(n, 2518) < .86 THEN '' END,
       NULL,
       CASE WHEN chance(n, 2519) < .18 THEN (a.at - days(8500 + 13000 * chance(n, 2520)))::date END,
       CASE WHEN chance(n, 2521) < .22 THEN pick('{M,F}', '{.68}', chance(n, 2522)) END,
       pick('{KR,kr,KOR,US,us,JP,VN,DE}', '{.74,.80,.82,.90,.92,.96,.98}', chance(n, 2523)),
       coalesce(c.region, p.region),
       coalesce(c.zip_code, p.zip_code),
       CASE WHEN chance(n, 2524) < .3 THEN coalesce(c.address, p.address) WHEN chance(n, 2524) < .4 THEN '' END,
       pick('{ko,en,ja,vi}', '{.80,.94,.98}', chance(n, 2525)),
       CASE WHEN chance(n, 2526) < .9
            THEN pick('{Asia/Seoul,America/Chicago,Asia/Tokyo}', '{.87,.95}', chance(n, 2525)) END,
       pick('{ORGANIC,SEARCH_AD,REFERRAL,SALES,FAIR,EMAIL}', '{.38,.58,.72,.86,.94}', chance(n, 2527)),
       pick('{PC,MOBILE,TABLET}', '{.76,.97}', chance(n, 2528)),
       CASE WHEN chance(n, 2527) BETWEEN .38 AND .58
            THEN pick('{naver,google,Google,daum}', '{.48,.90,.96}', chance(n, 2529)) END,
       CASE WHEN chance(n, 2527) BETWEEN .38 AND .50 THEN format('spring_%s', extract(year FROM a.at)) END,
       CASE WHEN chance(n, 2530) < .25 THEN format('https://img.hanbit.example/u/%s.png', n) END,
       CASE WHEN chance(n, 2531) < .85 THEN jsonb_strip_nulls(jsonb_build_object(
              'theme', pick('{light,dark,system}', '{.55,.8}', chance(n, 2532)),
              'page_size', (ARRAY[20, 50, 100])[step('{.6,.9}', chance(n, 2533))],
              'notify', jsonb_build_object('email', chance(n, 2534) < .85, 'sms', chance(n, 2535) < .3,
                                           'weekly_digest', chance(n, 2536) < .4),
              'currency', CASE WHEN chance(n, 2537) < .5
                               THEN pick('{KRW,USD,JPY}', '{.8,.95}', chance(n, 2538)) END)) END,
       yn(chance(n, 2539) < .93),
       yn(chance(n, 2540) < .61),
       yn(chance(n, 2541) < .44),
       yn(a.user_type = 'S' OR chance(n, 2542) < .12),
       a.at,
       CASE WHEN chance(n, 2543) < .95 THEN round((30 + 70 * chance(n, 2544))::numeric, 2) END,
       CASE WHEN chance(n, 2545) < .27
            THEN pick('{10,9,8,7,6,5,3,0}', '{.24,.47,.66,.79,.87,.94,.98}', chance(n, 2546))::smallint END,
       500 * (skewed(40, 2.5, chance(n, 2547)) - 1),
       0,
       skewed(6, 5, chance(n, 2548)) - 1,
       NULL, NULL,
       CASE WHEN chance(n, 2549) < .04
            THEN pick('{asked for a call,VIP,중복 가입?,wrong company}', chance(n, 2550)) END,
       a.at, so_far(a.at + days(1 + 400 * chance(n, 2551))),
       dormant_at, withdrawn_at,
       CASE WHEN withdrawn_at IS NOT NULL
            THEN pick('{left the company,too expensive,no suitable partner,이직,""}',
                      '{.4,.6,.8,.9}', chance(n, 2552)) END,
       yn(withdrawn_at IS NOT NULL AND chance(n, 2553) < .7),
       yn(c.is_test OR p.test_yn = 'Y' OR n % 613 = 0)
FROM demo_tools.account AS a
     LEFT JOIN tb_company AS c USING (company_id)
     LEFT JOIN tb_partner AS p USING (partner_id)
     CROSS JOIN LATERAL (
       SELECT pick('{Jiwoo,Minho,Seoyeon,Hyunwoo,Eunji,Dongmin,Yuna,Taeho,Sora,Jisung,Haneul,Bora,
                     Anna,David,Linh,Kenji,Maria,Thomas,Emily,Paul}', chance(n, 2554)) AS first_nm,
              pick('{Kim,Lee,Park,Choi,Jung,Kang,Cho,Yoon,Jang,Lim,Han,Shin,Seo,Kwon,Miller,Tanaka,Nguyen,Weber}',
                   chance(n, 2555)) AS last_nm,
              coalesce(c.company_nm, p.partner_nm) AS org_nm,
              CASE WHEN chance(n, 2556) < .72 THEN so_far(last_seen + interval '180 days') END AS dormant_at,
              CASE WHEN chance(n, 2557) < .18
                   THEN so_far(last_seen + days(2 + 90 * chance(n, 2558))) END AS withdrawn_at
     ) AS derived;

ALTER TABLE tb_user ADD PRIMARY KEY (user_id);
ALTER TABLE tb_user ADD UNIQUE (user_uuid);
CREATE INDEX ON tb_user (company_id);
CREATE INDEX ON tb_user (partner_id);
CREATE INDEX ON tb_user (referrer_user_id);
ALTER TABLE tb_user ADD FOREIGN KEY (company_id) REFERENCES tb_company (company_id);
ALTER TABLE tb_user ADD FOREIGN KEY (partner_id) REFERENCES tb_partner (partner_id);
ALTER TABLE tb_user ADD FOREIGN KEY (referrer_user_id) REFERENCES tb_user (user_id);

-- Large customers have an account manager among the first members of staff.
UPDATE tb_company
SET account_manager_id = 3 + floor(9 * chance(company_id, 2559))
WHERE company_size_cd >= 3 OR chance(company_id, 2560) < .2;

CREATE INDEX ON tb_company (account_manager_id);
ALTER TABLE tb_company ADD FOREIGN KEY (account_manager_id) REFERENCES tb_user (user_id);
