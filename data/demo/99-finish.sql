-- Hanbit Works: the tools go, the planner learns what there is.
SET client_min_messages = warning;
DROP SCHEMA demo_tools CASCADE;

-- Rows that were updated moved to the end of their table: back into the order of their keys,
-- in which a table that grew over the years has them.
CLUSTER tb_company USING tb_company_pkey;
CLUSTER tb_partner USING tb_partner_pkey;
CLUSTER tb_user USING tb_user_pkey;
CLUSTER tb_product USING tb_product_pkey;
CLUSTER tb_rfq USING tb_rfq_pkey;
CLUSTER tb_order USING tb_order_pkey;
CLUSTER tb_order_item USING tb_order_item_pkey;
CLUSTER tb_deal USING tb_deal_pkey;
CLUSTER tb_payment USING tb_payment_pkey;
CLUSTER tb_settlement USING tb_settlement_pkey;
CLUSTER tb_delivery USING tb_delivery_pkey;
CLUSTER tb_equipment USING tb_equipment_pkey;
CLUSTER tb_maintenance USING tb_maintenance_pkey;

-- A tenth of the usual sample is plenty for tables of this size, and much faster.
SET default_statistics_target = 10;
ANALYZE;

RESET default_statistics_target;
RESET client_min_messages;
RESET search_path;
RESET jit;
