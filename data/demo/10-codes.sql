-- Hanbit Works: codes and settings.
--   tb_code            lookup table: what the integer codes of other tables mean
--   tb_service_config  configuration: keys and values of the service
--
-- Planted: code groups that nothing uses any more (use_yn = 'N'), numbers and flags kept
-- as text in tb_service_config.config_value, a password-like setting that must not be shown.
SET search_path = public, demo_tools;
SET jit = off;

CREATE TABLE tb_code (
  code_grp    varchar(30)  NOT NULL,
  code        smallint     NOT NULL,
  code_nm     varchar(100) NOT NULL,
  code_nm_ko  varchar(100),
  sort_no     smallint     NOT NULL,
  use_yn      char(1)      NOT NULL DEFAULT 'Y',
  remark      varchar(200),
  created_at  timestamp    NOT NULL
);

COMMENT ON TABLE tb_code IS 'Common codes: meaning of the integer codes used in other tables';
COMMENT ON COLUMN tb_code.code_grp IS 'Code group, e.g. RFQ_STATUS';
COMMENT ON COLUMN tb_code.code IS 'Code value as stored in the other tables';
COMMENT ON COLUMN tb_code.code_nm IS 'English name';
COMMENT ON COLUMN tb_code.code_nm_ko IS '코드명(한글)';
COMMENT ON COLUMN tb_code.sort_no IS 'Order of display within the group';
COMMENT ON COLUMN tb_code.use_yn IS 'Y: in use, N: retired';

INSERT INTO tb_code (code_grp, code, code_nm, code_nm_ko, sort_no, use_yn, remark, created_at)
SELECT code_grp, code, code_nm, code_nm_ko,
       row_number() OVER (PARTITION BY code_grp ORDER BY code), use_yn, remark,
       opening() - interval '400 days'
FROM (VALUES
  ('RFQ_STATUS',      10, 'Draft',                  '작성중',         'Y', NULL),
  ('RFQ_STATUS',      20, 'Collecting quotations',  '견적 접수중',    'Y', NULL),
  ('RFQ_STATUS',      30, 'Under review',           '검토중',         'Y', 'Deadline passed, at least one quotation'),
  ('RFQ_STATUS',      40, 'Awarded',                '낙찰',           'Y', NULL),
  ('RFQ_STATUS',      50, 'Closed without award',   '유찰',           'Y', NULL),
  ('RFQ_STATUS',      90, 'Cancelled',              '취소',           'Y', 'By the buyer'),
  ('CANCEL_REASON',    1, 'Changed mind',           '단순 변심',      'Y', NULL),
  ('CANCEL_REASON',    2, 'Ordered by mistake',     '주문 실수',      'Y', NULL),
  ('CANCEL_REASON',    3, 'Out of stock',           '재고 부족',      'Y', NULL),
  ('CANCEL_REASON',    4, 'Delivery too late',      '납기 지연',      'Y', NULL),
  ('CANCEL_REASON',    5, 'Payment failed',         '결제 실패',      'Y', NULL),
  ('CANCEL_REASON',    9, 'Other',                  '기타',           'Y', NULL),
  ('CARRIER',          1, 'Saebyeok Express',       '새벽택배',       'Y', NULL),
  ('CARRIER',          2, 'Hangang Logistics',      '한강물류',       'Y', NULL),
  ('CARRIER',          3, 'Namhae Freight',         '남해화물',       'Y', 'Pallets and heavy goods'),
  ('CARRIER',          4, 'Blue Dolphin Air',       NULL,             'Y', 'Exports'),
  ('CARRIER',          5, 'Own truck',              '자차',           'Y', NULL),
  ('CARRIER',          8, 'Dongbu Quick',           '동부퀵',         'N', 'Contract ended'),
  ('WAREHOUSE',        1, 'Incheon',                '인천 물류센터',  'Y', NULL),
  ('WAREHOUSE',        2, 'Daejeon',                '대전 물류센터',  'Y', NULL),
  ('WAREHOUSE',        3, 'Busan',                  '부산 물류센터',  'Y', 'Opened with the southern branch'),
  ('TICKET_CATEGORY', 11, 'Order and delivery',     '주문/배송',      'Y', NULL),
  ('TICKET_CATEGORY', 12, 'Quotation',              '견적',           'Y', NULL),
  ('TICKET_CATEGORY', 21, 'Payment and invoice',    '결제/계산서',    'Y', NULL),
  ('TICKET_CATEGORY', 31, 'Quality claim',          '품질 클레임',    'Y', NULL),
  ('TICKET_CATEGORY', 41, 'Account and access',     '계정',           'Y', NULL),
  ('TICKET_CATEGORY', 99, 'Other',                  '기타',           'Y', NULL),
  ('REFUND_REASON',    1, 'Order cancelled',        '주문 취소',      'Y', NULL),
  ('REFUND_REASON',    2, 'Defective goods',        '불량',           'Y', NULL),
  ('REFUND_REASON',    3, 'Wrong goods delivered',  '오배송',         'Y', NULL),
  ('REFUND_REASON',    4, 'Short delivery',         '수량 부족',      'Y', NULL),
  ('MAINT_RESULT',     1, 'Repaired',               '수리 완료',      'Y', NULL),
  ('MAINT_RESULT',     2, 'Part replaced',          '부품 교체',      'Y', NULL),
  ('MAINT_RESULT',     3, 'No fault found',         '이상 없음',      'Y', NULL),
  ('MAINT_RESULT',     4, 'Scrapped',               '폐기',           'Y', NULL),
  ('MEMBER_GRADE',     1, 'Bronze',                 '브론즈',         'N', 'Old loyalty programme'),
  ('MEMBER_GRADE',     2, 'Silver',                 '실버',           'N', 'Old loyalty programme'),
  ('MEMBER_GRADE',     3, 'Gold',                   '골드',           'N', 'Old loyalty programme')
) AS codes (code_grp, code, code_nm, code_nm_ko, use_yn, remark);

ALTER TABLE tb_code ADD PRIMARY KEY (code_grp, code);


CREATE TABLE tb_service_config (
  config_key    varchar(60)  NOT NULL,
  config_value  varchar(400),
  value_type    varchar(10)  NOT NULL,
  service_area  varchar(30)  NOT NULL,
  description   text,
  options       json,
  secret_yn     char(1)      NOT NULL DEFAULT 'N',
  use_yn        char(1)      NOT NULL DEFAULT 'Y',
  version_no    integer      NOT NULL DEFAULT 1,
  updated_by    varchar(40),
  updated_at    timestamptz  NOT NULL
);

COMMENT ON TABLE tb_service_config IS 'Settings of the service, one row per key; not business data';
COMMENT ON COLUMN tb_service_config.config_key IS 'Name of the setting';
COMMENT ON COLUMN tb_service_config.config_value IS 'Value as text, whatever its type';
COMMENT ON COLUMN tb_service_config.value_type IS 'string, int, decimal or bool';
COMMENT ON COLUMN tb_service_config.service_area IS 'Part of the service it belongs to';
COMMENT ON COLUMN tb_service_config.options IS 'Allowed range or choices, for the settings page';
COMMENT ON COLUMN tb_service_config.secret_yn IS 'Y: never show the value';
COMMENT ON COLUMN tb_service_config.version_no IS 'Counts up with every change';

INSERT INTO tb_service_config (config_key, config_value, value_type, service_area, description, options,
                               secret_yn, use_yn, version_no, updated_by, updated_at)
SELECT config_key, config_value, value_type, service_area, description, options::json,
       secret_yn, use_yn, 1 + skewed(7, 1.5, chance(row_number() OVER (), 11)),
       pick('{ops@hanbit.example,OPS@hanbit.example,batch}', '{.7,.8}', chance(row_number() OVER (), 13)),
       horizon() - days(3 + 700 * chance(row_number() OVER (), 12))
FROM (VALUES
  ('sla.first_response_hours.1',   '2',        'int',     'support',  'First response, urgent tickets',        '{"min": 1, "max": 24}', 'N', 'Y'),
  ('sla.first_response_hours.2',   '12',       'int',     'support',  'First response, high priority',         '{"min": 1, "max": 48}', 'N', 'Y'),
  ('sla.first_response_hours.3',   '36',       'int',     'support',  'First response, normal priority',       NULL,                    'N', 'Y'),
  ('sla.first_response_hours.4',   '72',       'int',     'support',  'First response, low priority',          NULL,                    'N', 'Y'),
  ('fee.commission_rate.default',  '0.08',     'decimal', 'fees',     'Commission on OEM orders',              '{"min": 0, "max": 0.3}', 'N', 'Y'),
  ('fee.commission_rate.market',   '0.055',    'decimal', 'fees',     'Commission on market orders',           NULL,                    'N', 'Y'),
  ('fee.vat_rate',                 '0.1',      'decimal', 'fees',     'Value added tax',                       NULL,                    'N', 'Y'),
  ('fee.free_shipping_over',       '300000',   'int',     'fees',     'Free shipping from this amount in KRW', NULL,                    'N', 'Y'),
  ('rfq.max_invitations',          '6',        'int',     'rfq',      'Partners invited per RFQ',              NULL,                    'N', 'Y'),
  ('rfq.default_due_days',         '7',        'int',     'rfq',      NULL,                                    NULL,                    'N', 'Y'),
  ('rfq.auto_match_enabled',       'true',     'bool',    'rfq',      'Invite partners by process and score',  NULL,                    'N', 'Y'),
  ('rfq.blind_auction',            'N',        'bool',    'rfq',      'Old auction mode',                      NULL,                    'N', 'N'),
  ('order.auto_complete_days',     '7',        'int',     'order',    'Days after delivery',                   NULL,                    'N', 'Y'),
  ('order.approval_limit.krw',     '5000000',  'int',     'order',    'A manager approves above this',         NULL,                    'N', 'Y'),
  ('order.currency.list',          'KRW,USD,JPY,EUR', 'string', 'order', NULL,                                NULL,                    'N', 'Y'),
  ('payment.gateway',              'hangangpay', 'string', 'payment', NULL, '{"choices": ["hangangpay", "manual"]}',               'N', 'Y'),
  ('payment.gateway.api_secret',   '********', 'string',  'payment',  'Kept in the vault',                     NULL,                    'Y', 'Y'),
  ('payment.retry.max',            '3',        'int',     'payment',  NULL,                                    NULL,                    'N', 'Y'),
  ('stock.snapshot_hour',          '23',       'int',     'stock',    'Hour of the daily snapshot',            NULL,                    'N', 'Y'),
  ('stock.safety_days',            '14',       'int',     'stock',    NULL,                                    NULL,                    'N', 'Y'),
  ('subscription.trial_days',      '14',       'int',     'subscription', 'Length of the trial',               NULL,                    'N', 'Y'),
  ('subscription.grace_days',      '10',       'int',     'subscription', 'Past due before it ends',           NULL,                    'N', 'Y'),
  ('mail.sender',                  'no-reply@hanbit.example', 'string', 'mail', NULL,                        NULL,                    'N', 'Y'),
  ('mail.weekly_digest',           'true',     'bool',    'mail',     NULL,                                    NULL,                    'N', 'Y'),
  ('ui.maintenance_notice',        '',         'string',  'ui',       'Shown on top of every page',            NULL,                    'N', 'Y'),
  ('ui.theme.default',             NULL,       'string',  'ui',       NULL, '{"choices": ["light", "dark"]}',                         'N', 'N')
) AS settings (config_key, config_value, value_type, service_area, description, options, secret_yn, use_yn);

ALTER TABLE tb_service_config ADD PRIMARY KEY (config_key);
