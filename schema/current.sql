CREATE TABLE `access_rule` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `bill_group_id` bigint(20) NOT NULL,
  `kind` enum('domain','email') NOT NULL,
  `value` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `reason` varchar(300) NOT NULL,
  `created_by` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `removed_by` bigint(20) DEFAULT NULL,
  `removed_at` datetime(6) DEFAULT NULL,
  `removed_reason` varchar(300) NOT NULL DEFAULT '',
  `live` tinyint(4) GENERATED ALWAYS AS (if(`removed_at` is null,1,NULL)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `access_rule_public` (`public_id`),
  UNIQUE KEY `access_rule_once` (`bill_group_id`,`kind`,`value`,`live`),
  KEY `access_rule_author` (`created_by`),
  KEY `access_rule_remover` (`removed_by`),
  CONSTRAINT `access_rule_author` FOREIGN KEY (`created_by`) REFERENCES `person` (`id`),
  CONSTRAINT `access_rule_bill_group` FOREIGN KEY (`bill_group_id`) REFERENCES `bill_group` (`id`),
  CONSTRAINT `access_rule_remover` FOREIGN KEY (`removed_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `answered` (
  `scope` varchar(40) NOT NULL,
  `key_hash` binary(32) NOT NULL,
  `request_hash` binary(32) NOT NULL,
  `status` int(11) NOT NULL,
  `headers` varchar(4000) NOT NULL DEFAULT '',
  `body` mediumtext NOT NULL DEFAULT '',
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`scope`,`key_hash`),
  KEY `answered_at` (`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `api_key` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `name` varchar(100) NOT NULL,
  `prefix` char(8) NOT NULL,
  `key_hash` binary(32) NOT NULL,
  `scopes` varchar(400) NOT NULL,
  `replaces_id` bigint(20) DEFAULT NULL,
  `created_by` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `ends_at` datetime(6) DEFAULT NULL,
  `last_used_at` datetime(6) DEFAULT NULL,
  `last_used_from` varchar(45) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE KEY `api_key_public` (`public_id`),
  UNIQUE KEY `api_key_hash` (`key_hash`),
  KEY `api_key_org` (`org_id`,`created_at`,`id`),
  KEY `api_key_person` (`created_by`),
  CONSTRAINT `api_key_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `api_key_person` FOREIGN KEY (`created_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `audit` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `at` datetime(6) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `actor` enum('partner','staff','customer','api','system') NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `request_id` varchar(32) NOT NULL DEFAULT '',
  `action` varchar(60) NOT NULL,
  `noun` varchar(30) NOT NULL,
  `noun_id` bigint(20) DEFAULT NULL,
  `fields` varchar(1000) NOT NULL DEFAULT '',
  `detail_hash` binary(32) DEFAULT NULL,
  `content_hash` binary(32) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `audit_noun` (`noun`,`noun_id`,`id`),
  KEY `audit_org` (`org_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `audit_seal` (
  `seq` bigint(20) NOT NULL,
  `audit_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `hash` binary(32) NOT NULL,
  `sealed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`seq`),
  UNIQUE KEY `audit_seal_audit` (`audit_id`),
  KEY `audit_seal_at` (`sealed_at`),
  KEY `audit_seal_org` (`org_id`,`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `audit_value` (
  `audit_id` bigint(20) NOT NULL,
  `salt` binary(16) NOT NULL,
  `detail` varchar(2000) DEFAULT NULL,
  PRIMARY KEY (`audit_id`),
  CONSTRAINT `audit_value_audit` FOREIGN KEY (`audit_id`) REFERENCES `audit` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `bill_group` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `party_id` bigint(20) NOT NULL,
  `legal_entity_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `name` varchar(200) NOT NULL,
  `net_terms` int(11) NOT NULL DEFAULT 30,
  `payment_type` enum('bank_transfer','card','direct_debit','ach_credit','manual') NOT NULL DEFAULT 'bank_transfer',
  `status` enum('active','inactive','canceled','suspended') NOT NULL DEFAULT 'active',
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `bill_group_public` (`public_id`),
  UNIQUE KEY `bill_group_payer` (`party_id`,`legal_entity_id`,`currency`),
  KEY `bill_group_org` (`org_id`,`id`),
  KEY `bill_group_legal_entity` (`legal_entity_id`),
  KEY `bill_group_name` (`name`,`id`),
  CONSTRAINT `bill_group_legal_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entity` (`id`),
  CONSTRAINT `bill_group_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `bill_group_party` FOREIGN KEY (`party_id`) REFERENCES `party` (`id`),
  CONSTRAINT `bill_group_terms` CHECK (`net_terms` in (0,5,7,8,10,14,15,20,21,30,45,60,75,90,100,120,150,180))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `brand` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `org_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `status` enum('draft','published','retired') NOT NULL DEFAULT 'draft',
  `colour` char(7) NOT NULL DEFAULT '',
  `colour_dark` char(7) NOT NULL DEFAULT '',
  `logo_id` bigint(20) DEFAULT NULL,
  `name` varchar(80) NOT NULL DEFAULT '',
  `welcome` varchar(400) NOT NULL DEFAULT '',
  `footer` varchar(600) NOT NULL DEFAULT '',
  `contact` varchar(254) NOT NULL DEFAULT '',
  `phone` varchar(40) NOT NULL DEFAULT '',
  `sender` varchar(80) NOT NULL DEFAULT '',
  `mode` enum('shared','branded') NOT NULL DEFAULT 'shared',
  `host` varchar(253) NOT NULL DEFAULT '',
  `provider_id` bigint(20) DEFAULT NULL,
  `restored_from` int(11) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `published_at` datetime(6) DEFAULT NULL,
  `published_by` bigint(20) DEFAULT NULL,
  `alone` varchar(9) GENERATED ALWAYS AS (if(`status` = 'retired',NULL,`status`)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `brand_number` (`org_id`,`number`),
  UNIQUE KEY `brand_alone` (`org_id`,`alone`),
  KEY `brand_logo_of` (`logo_id`),
  KEY `brand_provider` (`provider_id`),
  KEY `brand_publisher` (`published_by`),
  CONSTRAINT `brand_logo_of` FOREIGN KEY (`logo_id`) REFERENCES `brand_logo` (`id`),
  CONSTRAINT `brand_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `brand_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`),
  CONSTRAINT `brand_publisher` FOREIGN KEY (`published_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `brand_logo` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `org_id` bigint(20) NOT NULL,
  `type` varchar(40) NOT NULL,
  `content` mediumblob NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `brand_logo_org` (`org_id`),
  CONSTRAINT `brand_logo_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `credit_use` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `credit_id` bigint(20) NOT NULL,
  `invoice_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `amount_minor` bigint(20) NOT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `credit_use_credit` (`credit_id`,`id`),
  KEY `credit_use_invoice` (`invoice_id`,`id`),
  CONSTRAINT `credit_use_credit` FOREIGN KEY (`credit_id`) REFERENCES `invoice` (`id`),
  CONSTRAINT `credit_use_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `invoice` (`id`),
  CONSTRAINT `credit_use_amount` CHECK (`amount_minor` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `customer` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `party_id` bigint(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `email` varchar(254) NOT NULL DEFAULT '',
  `country` char(2) NOT NULL DEFAULT '',
  `billing_account` varchar(64) NOT NULL DEFAULT '',
  `crm_account` varchar(64) NOT NULL DEFAULT '',
  `crm_contact` varchar(64) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `customer_public` (`public_id`),
  KEY `customer_org_name` (`org_id`,`name`,`id`,`email`),
  KEY `customer_org_created` (`org_id`,`created_at`,`id`),
  KEY `customer_org_email` (`org_id`,`email`,`id`),
  KEY `customer_party` (`party_id`),
  CONSTRAINT `customer_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `customer_party` FOREIGN KEY (`party_id`) REFERENCES `party` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `customer_order` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `reference` varchar(20) DEFAULT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `made_org_id` bigint(20) DEFAULT NULL,
  `issuer_org_id` bigint(20) GENERATED ALWAYS AS (coalesce(`made_org_id`,`org_id`)) STORED,
  `person_id` bigint(20) DEFAULT NULL,
  `customer_id` bigint(20) DEFAULT NULL,
  `subscription_id` bigint(20) DEFAULT NULL,
  `billing_party_id` bigint(20) DEFAULT NULL,
  `delivery_party_id` bigint(20) DEFAULT NULL,
  `source` enum('ui','api','admin') NOT NULL DEFAULT 'ui',
  `kind` enum('new','update','change_offer','cancel','renew','address') NOT NULL DEFAULT 'new',
  `external_id` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin DEFAULT NULL,
  `status` enum('draft','submitted','processing','complete','failed','cancelled') NOT NULL DEFAULT 'draft',
  `invoice_owner` enum('partner','end_customer') NOT NULL,
  `currency` char(3) NOT NULL,
  `po_number` varchar(60) NOT NULL DEFAULT '',
  `start_on` date DEFAULT NULL,
  `keep_prices` tinyint(1) NOT NULL DEFAULT 0,
  `promo_code` varchar(40) NOT NULL DEFAULT '',
  `payment_type` enum('bank_transfer','card','direct_debit','ach_credit','manual') DEFAULT NULL,
  `promo_id` bigint(20) DEFAULT NULL,
  `promo_given` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`promo_given`)),
  `terms_id` bigint(20) DEFAULT NULL,
  `terms_at` datetime(6) DEFAULT NULL,
  `total_now_minor` bigint(20) NOT NULL DEFAULT 0,
  `sync_status` enum('none','pending','synced','error') NOT NULL DEFAULT 'none',
  `failure` varchar(500) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  `placed_at` datetime(6) DEFAULT NULL,
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  PRIMARY KEY (`id`),
  UNIQUE KEY `customer_order_public` (`public_id`),
  UNIQUE KEY `customer_order_issuer` (`issuer_org_id`,`external_id`),
  KEY `customer_order_placed` (`org_id`,`placed_at`,`id`),
  KEY `customer_order_draft` (`org_id`,`person_id`,`status`,`id`),
  KEY `customer_order_customer` (`customer_id`,`id`),
  KEY `customer_order_billing` (`billing_party_id`),
  KEY `customer_order_delivery` (`delivery_party_id`),
  KEY `customer_order_all` (`placed_at`,`id`),
  KEY `customer_order_subscription` (`subscription_id`,`id`),
  KEY `customer_order_promo` (`promo_id`,`id`),
  KEY `customer_order_terms` (`terms_id`),
  KEY `customer_order_waiting` (`status`,`id`),
  KEY `customer_order_org_external` (`org_id`,`external_id`),
  CONSTRAINT `customer_order_billing` FOREIGN KEY (`billing_party_id`) REFERENCES `party` (`id`),
  CONSTRAINT `customer_order_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`),
  CONSTRAINT `customer_order_delivery` FOREIGN KEY (`delivery_party_id`) REFERENCES `party` (`id`),
  CONSTRAINT `customer_order_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `customer_order_promo` FOREIGN KEY (`promo_id`) REFERENCES `promo` (`id`),
  CONSTRAINT `customer_order_subscription` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`),
  CONSTRAINT `customer_order_terms` FOREIGN KEY (`terms_id`) REFERENCES `order_terms` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `customer_price` (
  `customer_id` bigint(20) NOT NULL,
  `product_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `sell_minor` bigint(20) NOT NULL,
  `set_at` datetime(6) NOT NULL,
  PRIMARY KEY (`customer_id`,`product_id`,`currency`),
  KEY `customer_price_product` (`product_id`),
  CONSTRAINT `customer_price_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`),
  CONSTRAINT `customer_price_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `customer_price_amount` CHECK (`sell_minor` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `document` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `invoice_id` bigint(20) NOT NULL,
  `kind` enum('pdf') NOT NULL,
  `template` varchar(20) NOT NULL,
  `hash` binary(32) NOT NULL,
  `size` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `document_once` (`invoice_id`,`kind`),
  CONSTRAINT `document_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `invoice` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `factor_try` (
  `person_id` bigint(20) NOT NULL,
  `tries` int(11) NOT NULL DEFAULT 0,
  `paused_until` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`person_id`),
  CONSTRAINT `factor_try_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `field_switch` (
  `audience` enum('partner','customer') NOT NULL,
  `field_key` varchar(60) NOT NULL,
  `state` enum('hidden','fixed') NOT NULL,
  PRIMARY KEY (`audience`,`field_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `identity_document` (
  `provider_id` bigint(20) NOT NULL,
  `kind` enum('discovery','keys') NOT NULL,
  `body` mediumtext DEFAULT NULL,
  `fetched_at` datetime(6) DEFAULT NULL,
  `tried_at` datetime(6) NOT NULL,
  PRIMARY KEY (`provider_id`,`kind`),
  CONSTRAINT `identity_document_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `identity_provider` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `name` varchar(100) NOT NULL,
  `issuer` varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `client_id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `client_secret` varbinary(600) DEFAULT NULL,
  `token_auth` enum('basic','post','none') NOT NULL DEFAULT 'basic',
  `scopes` varchar(200) NOT NULL DEFAULT 'openid email profile',
  `is_partner_auth` tinyint(1) NOT NULL DEFAULT 0,
  `is_staff_auth` tinyint(1) NOT NULL DEFAULT 0,
  `domains` varchar(2000) NOT NULL,
  `required` tinyint(1) NOT NULL DEFAULT 0,
  `email_claim` varchar(60) NOT NULL DEFAULT 'email',
  `name_claim` varchar(60) NOT NULL DEFAULT 'name',
  `logout` tinyint(1) NOT NULL DEFAULT 1,
  `enabled` tinyint(1) NOT NULL DEFAULT 1,
  `authorize_url` varchar(500) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_provider_public` (`public_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `import_file` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `kind` enum('products','offers','prices','taxes','usage') NOT NULL,
  `name` varchar(200) NOT NULL,
  `content` mediumblob NOT NULL,
  `status` enum('waiting','checking','checked','accepted','applying','done','failed') NOT NULL DEFAULT 'waiting',
  `lines_done` int(11) NOT NULL DEFAULT 0,
  `added` int(11) NOT NULL DEFAULT 0,
  `changed` int(11) NOT NULL DEFAULT 0,
  `faults` int(11) NOT NULL DEFAULT 0,
  `bytes_done` int(11) NOT NULL DEFAULT 0,
  `next_line` int(11) NOT NULL DEFAULT 0,
  `bytes` int(11) NOT NULL,
  `error` varchar(500) NOT NULL DEFAULT '',
  `person_id` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `accepted_at` datetime(6) DEFAULT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_file_public` (`public_id`),
  KEY `import_file_created` (`created_at`,`id`),
  KEY `import_file_person` (`person_id`),
  CONSTRAINT `import_file_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `import_key` (
  `import_id` bigint(20) NOT NULL,
  `k` varchar(400) NOT NULL,
  `said` varchar(400) NOT NULL,
  `line` int(11) NOT NULL,
  PRIMARY KEY (`import_id`,`k`),
  CONSTRAINT `import_key_import` FOREIGN KEY (`import_id`) REFERENCES `import_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `import_line` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `import_id` bigint(20) NOT NULL,
  `line` int(11) NOT NULL,
  `what` enum('add','change','fault') NOT NULL,
  `column_name` varchar(40) NOT NULL DEFAULT '',
  `note` varchar(500) NOT NULL,
  `was` char(16) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_line_line` (`import_id`,`line`),
  KEY `import_line_what` (`import_id`,`what`,`line`),
  CONSTRAINT `import_line_import` FOREIGN KEY (`import_id`) REFERENCES `import_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `import_span` (
  `import_id` bigint(20) NOT NULL,
  `place` varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `first_on` date NOT NULL,
  `last_on` date DEFAULT NULL,
  `line` int(11) NOT NULL,
  PRIMARY KEY (`import_id`,`place`,`first_on`),
  CONSTRAINT `import_span_import` FOREIGN KEY (`import_id`) REFERENCES `import_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invitation` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `org_id` bigint(20) NOT NULL,
  `person_id` bigint(20) NOT NULL,
  `status` enum('created','sent','accepted','expired','revoked') NOT NULL DEFAULT 'created',
  `token_hash` binary(32) DEFAULT NULL,
  `sent_by` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `sent_at` datetime(6) DEFAULT NULL,
  `expires_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  `live` tinyint(4) GENERATED ALWAYS AS (if(`status` in ('created','sent'),1,NULL)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `invitation_token` (`token_hash`),
  UNIQUE KEY `invitation_live` (`person_id`,`live`),
  KEY `invitation_org` (`org_id`,`created_at`,`id`),
  KEY `invitation_expiry` (`live`,`expires_at`),
  KEY `invitation_sender` (`sent_by`),
  CONSTRAINT `invitation_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `invitation_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `invitation_sender` FOREIGN KEY (`sent_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invoice` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `legal_entity_id` bigint(20) NOT NULL,
  `bill_group_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `made_org_id` bigint(20) DEFAULT NULL,
  `customer_id` bigint(20) DEFAULT NULL,
  `order_id` bigint(20) DEFAULT NULL,
  `corrects_id` bigint(20) DEFAULT NULL,
  `owner` enum('partner','end_customer') NOT NULL,
  `kind` enum('invoice','credit_note') NOT NULL DEFAULT 'invoice',
  `status` enum('draft','unpaid','pending','paid','canceled','reversed') NOT NULL DEFAULT 'draft',
  `number` varchar(40) DEFAULT NULL,
  `issued_on` date DEFAULT NULL,
  `due_on` date DEFAULT NULL,
  `currency` char(3) NOT NULL,
  `net_minor` bigint(20) NOT NULL,
  `tax_minor` bigint(20) NOT NULL,
  `total_minor` bigint(20) NOT NULL,
  `due_minor` bigint(20) NOT NULL,
  `margin_minor` bigint(20) NOT NULL DEFAULT 0,
  `po_number` varchar(60) NOT NULL DEFAULT '',
  `payment_type` enum('bank_transfer','card','direct_debit','ach_credit','manual') DEFAULT NULL,
  `issued_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `invoice_public` (`public_id`),
  UNIQUE KEY `invoice_number` (`legal_entity_id`,`number`),
  UNIQUE KEY `invoice_corrects` (`corrects_id`),
  KEY `invoice_org` (`org_id`,`issued_on`,`id`),
  KEY `invoice_org_status` (`org_id`,`status`,`issued_on`,`id`),
  KEY `invoice_bill_group` (`bill_group_id`,`issued_on`,`id`),
  KEY `invoice_customer` (`customer_id`,`issued_on`,`id`),
  KEY `invoice_drafts` (`status`,`legal_entity_id`,`id`),
  KEY `invoice_order` (`order_id`),
  KEY `invoice_org_due` (`org_id`,`due_on`,`id`),
  KEY `invoice_created` (`created_at`,`id`),
  KEY `invoice_open` (`kind`,`status`,`bill_group_id`,`due_on`,`id`),
  CONSTRAINT `invoice_bill_group` FOREIGN KEY (`bill_group_id`) REFERENCES `bill_group` (`id`),
  CONSTRAINT `invoice_corrects` FOREIGN KEY (`corrects_id`) REFERENCES `invoice` (`id`),
  CONSTRAINT `invoice_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`),
  CONSTRAINT `invoice_legal_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entity` (`id`),
  CONSTRAINT `invoice_order` FOREIGN KEY (`order_id`) REFERENCES `customer_order` (`id`),
  CONSTRAINT `invoice_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `invoice_sum` CHECK (`net_minor` + `tax_minor` = `total_minor` and `due_minor` between least(0,`total_minor`) and greatest(0,`total_minor`) and (`kind` = 'credit_note' or `total_minor` >= 0) and (`kind` = 'invoice' or `total_minor` <= 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invoice_counter` (
  `legal_entity_id` bigint(20) NOT NULL,
  `year` int(11) NOT NULL,
  `last_number` int(11) NOT NULL,
  PRIMARY KEY (`legal_entity_id`,`year`),
  CONSTRAINT `invoice_counter_legal_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entity` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invoice_line` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `invoice_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `position` int(11) NOT NULL,
  `subscription_id` bigint(20) DEFAULT NULL,
  `name` varchar(400) NOT NULL,
  `period_from` date DEFAULT NULL,
  `period_to` date DEFAULT NULL,
  `units` int(11) NOT NULL,
  `unit_minor` bigint(20) NOT NULL,
  `per_units` int(11) NOT NULL DEFAULT 1,
  `amount_minor` bigint(20) NOT NULL,
  `tax_rule_id` bigint(20) NOT NULL,
  `tax_category` char(2) NOT NULL,
  `tax_rate_bp` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `invoice_line_position` (`invoice_id`,`position`),
  KEY `invoice_line_tax_rule` (`tax_rule_id`),
  CONSTRAINT `invoice_line_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `invoice` (`id`),
  CONSTRAINT `invoice_line_tax_rule` FOREIGN KEY (`tax_rule_id`) REFERENCES `tax_rule` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invoice_snapshot` (
  `invoice_id` bigint(20) NOT NULL,
  `content` mediumtext NOT NULL,
  `hash` binary(32) NOT NULL,
  PRIMARY KEY (`invoice_id`),
  CONSTRAINT `invoice_snapshot_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `invoice` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `invoice_tax` (
  `invoice_id` bigint(20) NOT NULL,
  `tax_rule_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `name` varchar(60) NOT NULL,
  `category` char(2) NOT NULL,
  `rate_bp` int(11) NOT NULL,
  `note` varchar(300) NOT NULL DEFAULT '',
  `base_minor` bigint(20) NOT NULL,
  `tax_minor` bigint(20) NOT NULL,
  PRIMARY KEY (`invoice_id`,`tax_rule_id`),
  KEY `invoice_tax_rule` (`tax_rule_id`),
  CONSTRAINT `invoice_tax_invoice` FOREIGN KEY (`invoice_id`) REFERENCES `invoice` (`id`),
  CONSTRAINT `invoice_tax_rule` FOREIGN KEY (`tax_rule_id`) REFERENCES `tax_rule` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `ledger_entry` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `txn_id` bigint(20) NOT NULL,
  `account` enum('receivable','revenue','tax','cash','margin_payable','margin_expense') NOT NULL,
  `bill_group_id` bigint(20) DEFAULT NULL,
  `invoice_id` bigint(20) DEFAULT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `currency` char(3) NOT NULL,
  `amount_minor` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ledger_entry_txn` (`txn_id`),
  KEY `ledger_entry_account` (`account`,`bill_group_id`,`currency`),
  KEY `ledger_entry_invoice` (`invoice_id`),
  CONSTRAINT `ledger_entry_txn` FOREIGN KEY (`txn_id`) REFERENCES `ledger_txn` (`id`),
  CONSTRAINT `ledger_entry_amount` CHECK (`amount_minor` <> 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `ledger_txn` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` varchar(30) NOT NULL,
  `noun_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL DEFAULT 0,
  `org_id` bigint(20) DEFAULT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ledger_txn_once` (`kind`,`noun_id`,`number`),
  KEY `ledger_txn_org` (`org_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `legal_entity` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `party_id` bigint(20) NOT NULL,
  `base_currency` char(3) NOT NULL,
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `bank_name` varchar(100) NOT NULL DEFAULT '',
  `iban` varchar(34) NOT NULL DEFAULT '',
  `bic` varchar(11) NOT NULL DEFAULT '',
  `invoice_prefix` varchar(12) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `legal_entity_public` (`public_id`),
  UNIQUE KEY `legal_entity_prefix` (`invoice_prefix`),
  KEY `legal_entity_party` (`party_id`),
  CONSTRAINT `legal_entity_party` FOREIGN KEY (`party_id`) REFERENCES `party` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `limit_window` (
  `kind` varchar(20) NOT NULL,
  `key_hash` binary(32) NOT NULL,
  `window_at` datetime NOT NULL,
  `events` int(11) NOT NULL,
  PRIMARY KEY (`kind`,`key_hash`,`window_at`),
  KEY `limit_window_at` (`window_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `mail_off` (
  `person_id` bigint(20) NOT NULL,
  `mail` varchar(40) NOT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`person_id`,`mail`),
  CONSTRAINT `mail_off_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `mail_text` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `mail` varchar(40) NOT NULL,
  `language` varchar(16) NOT NULL,
  `version` int(11) NOT NULL,
  `subject` varchar(200) DEFAULT NULL,
  `body` text DEFAULT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `mail_text_version` (`mail`,`language`,`version`),
  KEY `mail_text_person` (`person_id`),
  CONSTRAINT `mail_text_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `mail_text_whole` CHECK (`subject` is null = (`body` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `offer` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `code` varchar(60) NOT NULL,
  `published_version_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `offer_public` (`public_id`),
  UNIQUE KEY `offer_code` (`code`),
  KEY `offer_code_id` (`code`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `offer_eligible` (
  `version_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  PRIMARY KEY (`version_id`,`org_id`),
  KEY `offer_eligible_org` (`org_id`),
  CONSTRAINT `offer_eligible_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `offer_eligible_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `offer_item` (
  `version_id` bigint(20) NOT NULL,
  `product_id` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `quantity` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`version_id`,`product_id`),
  KEY `offer_item_product` (`product_id`),
  CONSTRAINT `offer_item_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `offer_item_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`),
  CONSTRAINT `offer_item_quantity` CHECK (`quantity` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `offer_shelf` (
  `org_id` bigint(20) NOT NULL,
  `label` varchar(60) NOT NULL,
  `name` varchar(200) NOT NULL,
  `version_id` bigint(20) NOT NULL,
  PRIMARY KEY (`org_id`,`label`,`name`,`version_id`),
  KEY `offer_shelf_version` (`version_id`,`org_id`),
  CONSTRAINT `offer_shelf_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `offer_version` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `offer_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `status` enum('draft','published','retired') NOT NULL DEFAULT 'draft',
  `name` varchar(200) NOT NULL,
  `summary` varchar(1000) NOT NULL DEFAULT '',
  `terms` text NOT NULL DEFAULT '',
  `term_months` int(11) NOT NULL DEFAULT 12,
  `auto_renew` tinyint(1) NOT NULL DEFAULT 1,
  `trial_days` int(11) NOT NULL DEFAULT 0,
  `quantity_min` int(11) NOT NULL DEFAULT 1,
  `quantity_max` int(11) NOT NULL DEFAULT 0,
  `quantity_step` int(11) NOT NULL DEFAULT 1,
  `sell_floor_bp` int(11) NOT NULL DEFAULT 0,
  `sell_ceiling_bp` int(11) NOT NULL DEFAULT 0,
  `channels` varchar(200) NOT NULL DEFAULT '',
  `all_partners` tinyint(1) NOT NULL DEFAULT 0,
  `labels` varchar(200) NOT NULL DEFAULT '',
  `countries` varchar(800) NOT NULL DEFAULT '',
  `payment_types` varchar(100) NOT NULL DEFAULT '',
  `checkout_tag` varchar(60) NOT NULL DEFAULT 'checkout',
  `addon_of` bigint(20) DEFAULT NULL,
  `published_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `offer_version_public` (`public_id`),
  UNIQUE KEY `offer_version_number` (`offer_id`,`number`),
  KEY `offer_version_addon` (`addon_of`),
  CONSTRAINT `offer_version_addon` FOREIGN KEY (`addon_of`) REFERENCES `offer` (`id`),
  CONSTRAINT `offer_version_offer` FOREIGN KEY (`offer_id`) REFERENCES `offer` (`id`),
  CONSTRAINT `offer_version_quantity` CHECK (`quantity_min` >= 1 and `quantity_step` >= 1 and `quantity_max` >= 0 and `term_months` >= 0 and `trial_days` >= 0),
  CONSTRAINT `offer_version_sell` CHECK (`sell_floor_bp` between 0 and 1000000 and `sell_ceiling_bp` between 0 and 1000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `oidc_flow` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `state_hash` binary(32) NOT NULL,
  `browser_hash` binary(32) NOT NULL,
  `provider_id` bigint(20) NOT NULL,
  `nonce` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `verifier` varbinary(200) NOT NULL,
  `next_path` varchar(400) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `oidc_flow_state` (`state_hash`),
  KEY `oidc_flow_expiry` (`expires_at`),
  KEY `oidc_flow_provider` (`provider_id`),
  CONSTRAINT `oidc_flow_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `order_event` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `at` datetime(6) NOT NULL,
  `status` varchar(20) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `note` varchar(500) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  KEY `order_event_order` (`order_id`,`id`),
  CONSTRAINT `order_event_order` FOREIGN KEY (`order_id`) REFERENCES `customer_order` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `order_line` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `version_id` bigint(20) NOT NULL,
  `quantity` int(11) NOT NULL,
  `position` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `order_line_once` (`order_id`,`version_id`),
  KEY `order_line_version` (`version_id`),
  CONSTRAINT `order_line_order` FOREIGN KEY (`order_id`) REFERENCES `customer_order` (`id`),
  CONSTRAINT `order_line_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`),
  CONSTRAINT `order_line_quantity` CHECK (`quantity` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `order_price` (
  `line_id` bigint(20) NOT NULL,
  `product_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `units` int(11) NOT NULL,
  `per_units` int(11) NOT NULL DEFAULT 1,
  `buy_minor` bigint(20) NOT NULL,
  `sell_minor` bigint(20) NOT NULL,
  `retail_minor` bigint(20) DEFAULT NULL,
  `sell_named` tinyint(1) NOT NULL DEFAULT 1,
  `source` enum('personal','tier','base','product') NOT NULL,
  `source_id` bigint(20) NOT NULL,
  PRIMARY KEY (`line_id`,`product_id`),
  KEY `order_price_product` (`product_id`),
  CONSTRAINT `order_price_line` FOREIGN KEY (`line_id`) REFERENCES `order_line` (`id`),
  CONSTRAINT `order_price_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `order_sell` (
  `line_id` bigint(20) NOT NULL,
  `product_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `sell_minor` bigint(20) NOT NULL,
  PRIMARY KEY (`line_id`,`product_id`),
  KEY `order_sell_product` (`product_id`),
  CONSTRAINT `order_sell_line` FOREIGN KEY (`line_id`) REFERENCES `order_line` (`id`) ON DELETE CASCADE,
  CONSTRAINT `order_sell_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `order_sell_amount` CHECK (`sell_minor` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `order_terms` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `number` int(11) NOT NULL,
  `body` text NOT NULL,
  `published_at` datetime(6) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `order_terms_public` (`public_id`),
  UNIQUE KEY `order_terms_number` (`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `org` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `party_id` bigint(20) NOT NULL,
  `parent_id` bigint(20) DEFAULT NULL,
  `name` varchar(200) NOT NULL,
  `slug` varchar(60) NOT NULL,
  `status` enum('active','suspended','archived') NOT NULL DEFAULT 'active',
  `tier` varchar(60) NOT NULL DEFAULT '',
  `invoice_owner` enum('partner','end_customer') NOT NULL,
  `billing_account` varchar(64) NOT NULL,
  `crm_account` varchar(64) NOT NULL DEFAULT '',
  `legal_entity_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `colour` char(7) NOT NULL DEFAULT '',
  `colour_dark` char(7) NOT NULL DEFAULT '',
  `logo` mediumblob DEFAULT NULL,
  `logo_type` varchar(40) NOT NULL DEFAULT '',
  `brand_revision` int(11) NOT NULL DEFAULT 1,
  `portal_mode` enum('shared','branded') NOT NULL DEFAULT 'shared',
  `portal_host` varchar(253) DEFAULT NULL,
  `portal_name` varchar(80) NOT NULL DEFAULT '',
  `portal_welcome` varchar(400) NOT NULL DEFAULT '',
  `portal_footer` varchar(600) NOT NULL DEFAULT '',
  `portal_contact` varchar(254) NOT NULL DEFAULT '',
  `portal_phone` varchar(40) NOT NULL DEFAULT '',
  `portal_sender` varchar(80) NOT NULL DEFAULT '',
  `portal_provider_id` bigint(20) DEFAULT NULL,
  `brand_own` tinyint(1) NOT NULL DEFAULT 0,
  `seat_limit` int(11) NOT NULL DEFAULT 0,
  `register_open` tinyint(1) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `org_public` (`public_id`),
  UNIQUE KEY `org_slug` (`slug`),
  UNIQUE KEY `org_portal_host` (`portal_host`),
  KEY `org_name` (`name`,`id`),
  KEY `org_party` (`party_id`),
  KEY `org_parent` (`parent_id`),
  KEY `org_legal_entity` (`legal_entity_id`),
  KEY `org_portal_provider` (`portal_provider_id`),
  KEY `org_tier` (`tier`),
  CONSTRAINT `org_legal_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entity` (`id`),
  CONSTRAINT `org_parent` FOREIGN KEY (`parent_id`) REFERENCES `org` (`id`),
  CONSTRAINT `org_party` FOREIGN KEY (`party_id`) REFERENCES `party` (`id`),
  CONSTRAINT `org_portal_provider` FOREIGN KEY (`portal_provider_id`) REFERENCES `identity_provider` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `org_domain` (
  `domain` varchar(253) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  PRIMARY KEY (`domain`),
  KEY `org_domain_org` (`org_id`),
  CONSTRAINT `org_domain_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `org_price_list` (
  `org_id` bigint(20) NOT NULL,
  `source` enum('personal','tier') NOT NULL,
  `price_list_id` bigint(20) NOT NULL,
  PRIMARY KEY (`org_id`,`source`),
  KEY `org_price_list_list` (`price_list_id`),
  CONSTRAINT `org_price_list_list` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`),
  CONSTRAINT `org_price_list_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `outbox` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` varchar(40) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `noun_id` bigint(20) DEFAULT NULL,
  `payload` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '{}' CHECK (json_valid(`payload`)),
  `status` enum('due','held','done','dead','dropped') NOT NULL DEFAULT 'due',
  `attempts` int(11) NOT NULL DEFAULT 0,
  `due_at` datetime(6) NOT NULL,
  `leased_until` datetime(6) DEFAULT NULL,
  `lease` binary(16) DEFAULT NULL,
  `error` varchar(500) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `outbox_due` (`status`,`due_at`,`id`),
  KEY `outbox_org` (`org_id`,`id`),
  KEY `outbox_created` (`created_at`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `party` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `legal_name` varchar(200) NOT NULL,
  `first_name` varchar(100) NOT NULL DEFAULT '',
  `last_name` varchar(100) NOT NULL DEFAULT '',
  `email` varchar(254) NOT NULL DEFAULT '',
  `phone` varchar(40) NOT NULL DEFAULT '',
  `address1` varchar(200) NOT NULL DEFAULT '',
  `address2` varchar(200) NOT NULL DEFAULT '',
  `city` varchar(100) NOT NULL DEFAULT '',
  `region` varchar(100) NOT NULL DEFAULT '',
  `postal_code` varchar(20) NOT NULL DEFAULT '',
  `country` char(2) NOT NULL DEFAULT '',
  `tax_number` varchar(40) NOT NULL DEFAULT '',
  `registration_number` varchar(60) NOT NULL DEFAULT '',
  `endpoint_scheme` varchar(10) NOT NULL DEFAULT '',
  `endpoint_id` varchar(100) NOT NULL DEFAULT '',
  `language` varchar(8) NOT NULL DEFAULT 'en',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `passkey` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `person_id` bigint(20) NOT NULL,
  `credential_hash` binary(32) NOT NULL,
  `credential_id` varbinary(1023) NOT NULL,
  `public_key` binary(64) NOT NULL,
  `sign_count` bigint(20) NOT NULL,
  `name` varchar(100) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `passkey_public` (`public_id`),
  UNIQUE KEY `passkey_credential` (`credential_hash`),
  KEY `passkey_person` (`person_id`,`id`),
  CONSTRAINT `passkey_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `passkey_challenge` (
  `challenge_hash` binary(32) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`challenge_hash`),
  KEY `passkey_challenge_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `person` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `email` varchar(254) NOT NULL,
  `name` varchar(200) NOT NULL,
  `roles` varchar(1000) NOT NULL,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `invited` tinyint(1) NOT NULL DEFAULT 0,
  `moved_to_id` bigint(20) DEFAULT NULL,
  `language` varchar(8) NOT NULL DEFAULT 'en',
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `last_signin_at` datetime(6) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `person_public` (`public_id`),
  UNIQUE KEY `person_email` (`email`),
  KEY `person_org` (`org_id`,`name`,`id`),
  KEY `person_moved_to` (`moved_to_id`),
  KEY `person_name` (`name`,`id`),
  CONSTRAINT `person_moved_to` FOREIGN KEY (`moved_to_id`) REFERENCES `person` (`id`),
  CONSTRAINT `person_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `person_invited_once` CHECK (`active` = 0 or `invited` = 0 and `moved_to_id` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `person_identity` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `person_id` bigint(20) NOT NULL,
  `provider_id` bigint(20) NOT NULL,
  `issuer` varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `subject` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `email` varchar(254) NOT NULL,
  `name` varchar(200) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  `used_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `person_identity_subject` (`issuer`,`subject`),
  UNIQUE KEY `person_identity_person` (`person_id`,`issuer`),
  KEY `person_identity_provider` (`provider_id`),
  CONSTRAINT `person_identity_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `person_identity_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `person_password` (
  `person_id` bigint(20) NOT NULL,
  `hash` varchar(128) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`person_id`),
  CONSTRAINT `person_password_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `price_list` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `name` varchar(200) NOT NULL,
  `is_base` tinyint(1) NOT NULL DEFAULT 0,
  `tier` varchar(60) DEFAULT NULL,
  `base_once` tinyint(4) GENERATED ALWAYS AS (if(`is_base`,1,NULL)) STORED,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `price_list_public` (`public_id`),
  UNIQUE KEY `price_list_base` (`base_once`),
  UNIQUE KEY `price_list_tier` (`tier`),
  KEY `price_list_name` (`name`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `price_list_item` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `price_list_id` bigint(20) NOT NULL,
  `product_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `from_units` int(11) NOT NULL DEFAULT 1,
  `amount_minor` bigint(20) NOT NULL,
  `valid_from` date NOT NULL,
  `valid_until` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `price_list_item_from` (`price_list_id`,`product_id`,`currency`,`from_units`,`valid_from`),
  KEY `price_list_item_product` (`product_id`),
  CONSTRAINT `price_list_item_list` FOREIGN KEY (`price_list_id`) REFERENCES `price_list` (`id`),
  CONSTRAINT `price_list_item_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `price_list_item_amount` CHECK (`amount_minor` >= 0),
  CONSTRAINT `price_list_item_units` CHECK (`from_units` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `product` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `code` varchar(60) NOT NULL,
  `name` varchar(200) NOT NULL,
  `description` varchar(2000) NOT NULL DEFAULT '',
  `charge` enum('recurring','one_off','usage') NOT NULL,
  `period_months` int(11) NOT NULL DEFAULT 0,
  `metric` varchar(40) NOT NULL DEFAULT '',
  `per_units` int(11) NOT NULL DEFAULT 1,
  `tax_class` varchar(20) NOT NULL DEFAULT 'standard',
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `product_public` (`public_id`),
  UNIQUE KEY `product_code` (`code`),
  KEY `product_name` (`name`,`id`),
  KEY `product_code_id` (`code`,`id`),
  CONSTRAINT `product_period` CHECK (`charge` <> 'one_off' = (`period_months` > 0) and `charge` = 'usage' = (`metric` <> '')),
  CONSTRAINT `product_per_units` CHECK (`per_units` between 1 and 1000000 and (`per_units` = 1 or `charge` = 'usage'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `product_price` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `product_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `from_units` int(11) NOT NULL DEFAULT 1,
  `amount_minor` bigint(20) NOT NULL,
  `valid_from` date NOT NULL,
  `valid_until` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `product_price_from` (`product_id`,`currency`,`from_units`,`valid_from`),
  CONSTRAINT `product_price_product` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `product_price_amount` CHECK (`amount_minor` >= 0),
  CONSTRAINT `product_price_units` CHECK (`from_units` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `promo` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `code` varchar(40) NOT NULL,
  `name` varchar(200) NOT NULL,
  `kind` enum('percent','amount') NOT NULL,
  `rate_bp` int(11) NOT NULL DEFAULT 0,
  `periods` int(11) NOT NULL DEFAULT 1,
  `valid_from` date NOT NULL,
  `valid_until` date DEFAULT NULL,
  `uses_max` int(11) NOT NULL DEFAULT 0,
  `uses` int(11) NOT NULL DEFAULT 0,
  `all_partners` tinyint(1) NOT NULL DEFAULT 0,
  `all_offers` tinyint(1) NOT NULL DEFAULT 0,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `promo_public` (`public_id`),
  UNIQUE KEY `promo_code` (`code`),
  KEY `promo_code_id` (`code`,`id`),
  CONSTRAINT `promo_counted` CHECK (`uses_max` = 0 or `uses` <= `uses_max`),
  CONSTRAINT `promo_bounds` CHECK (`rate_bp` between 0 and 10000 and `periods` between 0 and 120 and `uses_max` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `promo_amount` (
  `promo_id` bigint(20) NOT NULL,
  `currency` char(3) NOT NULL,
  `amount_minor` bigint(20) NOT NULL,
  PRIMARY KEY (`promo_id`,`currency`),
  CONSTRAINT `promo_amount_promo` FOREIGN KEY (`promo_id`) REFERENCES `promo` (`id`),
  CONSTRAINT `promo_amount_amount` CHECK (`amount_minor` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `promo_offer` (
  `promo_id` bigint(20) NOT NULL,
  `offer_id` bigint(20) NOT NULL,
  PRIMARY KEY (`promo_id`,`offer_id`),
  KEY `promo_offer_offer` (`offer_id`),
  CONSTRAINT `promo_offer_offer` FOREIGN KEY (`offer_id`) REFERENCES `offer` (`id`),
  CONSTRAINT `promo_offer_promo` FOREIGN KEY (`promo_id`) REFERENCES `promo` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `promo_org` (
  `promo_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  PRIMARY KEY (`promo_id`,`org_id`),
  KEY `promo_org_org` (`org_id`),
  CONSTRAINT `promo_org_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `promo_org_promo` FOREIGN KEY (`promo_id`) REFERENCES `promo` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `rate_state` (
  `bucket` binary(32) NOT NULL,
  `full_at_us` bigint(20) NOT NULL,
  PRIMARY KEY (`bucket`) USING BTREE,
  KEY `rate_state_full` (`full_at_us`) USING BTREE
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `recovery_code` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `person_id` bigint(20) NOT NULL,
  `code_hash` binary(32) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `recovery_code_once` (`person_id`,`code_hash`),
  CONSTRAINT `recovery_code_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `registration` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `email` varchar(254) NOT NULL,
  `name` varchar(200) NOT NULL DEFAULT '',
  `language` varchar(8) NOT NULL DEFAULT 'en',
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `status` enum('asked','waiting','approved','declined') NOT NULL DEFAULT 'asked',
  `token_hash` binary(32) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `confirmed_at` datetime(6) DEFAULT NULL,
  `told_at` datetime(6) DEFAULT NULL,
  `decided_at` datetime(6) DEFAULT NULL,
  `decided_by` bigint(20) DEFAULT NULL,
  `waiting_email` varchar(254) GENERATED ALWAYS AS (if(`status` = 'waiting',`email`,NULL)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `registration_public` (`public_id`),
  UNIQUE KEY `registration_token` (`token_hash`),
  UNIQUE KEY `registration_waiting` (`waiting_email`),
  KEY `registration_org` (`org_id`,`status`,`confirmed_at`,`id`),
  KEY `registration_expiry` (`status`,`expires_at`),
  KEY `registration_decider` (`decided_by`),
  CONSTRAINT `registration_decider` FOREIGN KEY (`decided_by`) REFERENCES `person` (`id`),
  CONSTRAINT `registration_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `renewal_notice` (
  `subscription_id` bigint(20) NOT NULL,
  `term_end_on` date NOT NULL,
  `days` int(11) NOT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`subscription_id`,`term_end_on`,`days`),
  CONSTRAINT `renewal_notice_subscription` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `schedule_entry` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `subscription_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `item_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `kind` enum('charge','credit','usage') NOT NULL DEFAULT 'charge',
  `due_on` date NOT NULL,
  `period_from` date NOT NULL,
  `period_to` date NOT NULL,
  `amount_minor` bigint(20) NOT NULL,
  `margin_minor` bigint(20) NOT NULL DEFAULT 0,
  `discount_minor` bigint(20) NOT NULL DEFAULT 0,
  `promo` varchar(40) NOT NULL DEFAULT '',
  `status` enum('planned','invoiced','void') NOT NULL DEFAULT 'planned',
  `invoice_id` bigint(20) DEFAULT NULL,
  `unbilled` enum('again','never') DEFAULT NULL,
  `bill_group_id` bigint(20) DEFAULT NULL,
  `days` int(11) NOT NULL DEFAULT 0,
  `days_of` int(11) NOT NULL DEFAULT 0,
  `units` int(11) NOT NULL DEFAULT 0,
  `unit_minor` bigint(20) DEFAULT NULL,
  `credits_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `schedule_entry_number` (`item_id`,`number`),
  UNIQUE KEY `schedule_entry_credits` (`credits_id`),
  KEY `schedule_entry_due` (`status`,`due_on`,`id`),
  KEY `schedule_entry_subscription` (`subscription_id`,`due_on`,`id`),
  KEY `schedule_entry_payer` (`bill_group_id`),
  KEY `schedule_entry_invoice` (`invoice_id`),
  CONSTRAINT `schedule_entry_credit` FOREIGN KEY (`credits_id`) REFERENCES `schedule_entry` (`id`),
  CONSTRAINT `schedule_entry_item` FOREIGN KEY (`item_id`) REFERENCES `subscription_item` (`id`),
  CONSTRAINT `schedule_entry_payer` FOREIGN KEY (`bill_group_id`) REFERENCES `bill_group` (`id`),
  CONSTRAINT `schedule_entry_subscription` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`),
  CONSTRAINT `schedule_entry_sign` CHECK (`kind` = 'credit' = (`amount_minor` < 0) and `kind` = 'credit' = (`credits_id` is not null)),
  CONSTRAINT `schedule_entry_unbilled` CHECK (coalesce(`unbilled`,'') <> 'never' or `status` = 'void')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `schedule_lease` (
  `name` varchar(40) NOT NULL,
  `leased_until` datetime(6) DEFAULT NULL,
  `last_run_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `schema_step` (
  `file` varchar(100) NOT NULL,
  `step` int(11) NOT NULL,
  `hash` char(64) NOT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`file`,`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `session` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `token_hash` binary(32) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `audience` enum('partner','staff','customer') NOT NULL,
  `portal_org_id` bigint(20) DEFAULT NULL,
  `parent_id` bigint(20) DEFAULT NULL,
  `bill_group_id` bigint(20) DEFAULT NULL,
  `access_rule_id` bigint(20) DEFAULT NULL,
  `email` varchar(254) NOT NULL DEFAULT '',
  `viewed_by` bigint(20) DEFAULT NULL,
  `view_reason` varchar(300) NOT NULL DEFAULT '',
  `factor` varchar(20) NOT NULL DEFAULT 'mail',
  `half` tinyint(1) NOT NULL DEFAULT 0,
  `step_up_at` datetime(6) DEFAULT NULL,
  `csrf_secret` binary(32) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `seen_at` datetime(6) NOT NULL,
  `idle_s` int(11) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `ended_at` datetime(6) DEFAULT NULL,
  `device` varchar(200) NOT NULL DEFAULT '',
  `address` varchar(45) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE KEY `session_token` (`token_hash`),
  KEY `session_person` (`person_id`,`id`),
  KEY `session_expiry` (`expires_at`),
  KEY `session_viewer` (`viewed_by`),
  KEY `session_visitor` (`bill_group_id`,`email`,`id`),
  KEY `session_parent` (`parent_id`),
  KEY `session_portal` (`portal_org_id`),
  CONSTRAINT `session_parent` FOREIGN KEY (`parent_id`) REFERENCES `session` (`id`) ON DELETE CASCADE,
  CONSTRAINT `session_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `session_portal` FOREIGN KEY (`portal_org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `session_viewer` FOREIGN KEY (`viewed_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `session_handoff` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `token_hash` binary(32) NOT NULL,
  `browser_hash` binary(32) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  `session_id` bigint(20) NOT NULL,
  `next_path` varchar(400) NOT NULL DEFAULT '',
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `session_handoff_token` (`token_hash`),
  KEY `session_handoff_expiry` (`expires_at`),
  KEY `session_handoff_org` (`org_id`),
  KEY `session_handoff_session` (`session_id`),
  CONSTRAINT `session_handoff_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `session_handoff_session` FOREIGN KEY (`session_id`) REFERENCES `session` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `session_identity` (
  `session_id` bigint(20) NOT NULL,
  `provider_id` bigint(20) NOT NULL,
  PRIMARY KEY (`session_id`),
  KEY `session_identity_provider` (`provider_id`),
  CONSTRAINT `session_identity_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`),
  CONSTRAINT `session_identity_session` FOREIGN KEY (`session_id`) REFERENCES `session` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `signin` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `handle` binary(32) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `session_id` bigint(20) DEFAULT NULL,
  `bill_group_id` bigint(20) DEFAULT NULL,
  `audience` enum('partner','staff','customer') NOT NULL,
  `email` varchar(254) NOT NULL,
  `next_path` varchar(400) NOT NULL DEFAULT '',
  `language` varchar(8) NOT NULL DEFAULT 'en',
  `known` tinyint(1) NOT NULL DEFAULT 0,
  `token_hash` binary(32) DEFAULT NULL,
  `code_hash` binary(32) DEFAULT NULL,
  `tries` int(11) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `used_at` datetime(6) DEFAULT NULL,
  `address` varchar(45) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE KEY `signin_handle` (`handle`),
  UNIQUE KEY `signin_token` (`token_hash`),
  KEY `signin_email` (`email`,`id`),
  KEY `signin_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `subscription` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `customer_id` bigint(20) NOT NULL,
  `bill_group_id` bigint(20) NOT NULL,
  `order_line_id` bigint(20) NOT NULL,
  `version_id` bigint(20) NOT NULL,
  `quantity` int(11) NOT NULL,
  `term_months` int(11) DEFAULT NULL,
  `currency` char(3) NOT NULL,
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `start_on` date NOT NULL,
  `term_start_on` date NOT NULL,
  `term_end_on` date DEFAULT NULL,
  `billed_from_on` date NOT NULL,
  `anchor_day` int(11) NOT NULL,
  `auto_renew` tinyint(1) NOT NULL,
  `status` enum('pending','active','suspended','cancelled','expired') NOT NULL,
  `cancel_on` date DEFAULT NULL,
  `cancel_reason` varchar(300) NOT NULL DEFAULT '',
  `po_number` varchar(60) NOT NULL DEFAULT '',
  `promo_id` bigint(20) DEFAULT NULL,
  `promo` varchar(40) NOT NULL DEFAULT '',
  `promo_rate_bp` int(11) NOT NULL DEFAULT 0,
  `promo_minor` bigint(20) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `revision` int(11) NOT NULL DEFAULT 0,
  `shift_days` int(11) NOT NULL DEFAULT 0,
  `suspended_on` date DEFAULT NULL,
  `resume_by_on` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `subscription_public` (`public_id`),
  UNIQUE KEY `subscription_line` (`order_line_id`),
  KEY `subscription_org` (`org_id`,`start_on`,`id`),
  KEY `subscription_customer` (`customer_id`,`start_on`,`id`),
  KEY `subscription_start` (`status`,`start_on`),
  KEY `subscription_end` (`status`,`term_end_on`),
  KEY `subscription_version` (`version_id`),
  KEY `subscription_cancel` (`status`,`cancel_on`),
  KEY `subscription_bill_group_start` (`bill_group_id`,`start_on`,`id`),
  KEY `subscription_resume` (`status`,`resume_by_on`),
  KEY `subscription_org_end` (`org_id`,`term_end_on`,`id`),
  KEY `subscription_term_end` (`term_end_on`,`id`),
  KEY `subscription_started` (`start_on`,`id`),
  KEY `subscription_promo` (`promo_id`),
  CONSTRAINT `subscription_bill_group` FOREIGN KEY (`bill_group_id`) REFERENCES `bill_group` (`id`),
  CONSTRAINT `subscription_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`),
  CONSTRAINT `subscription_order_line` FOREIGN KEY (`order_line_id`) REFERENCES `order_line` (`id`),
  CONSTRAINT `subscription_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `subscription_promo` FOREIGN KEY (`promo_id`) REFERENCES `promo` (`id`),
  CONSTRAINT `subscription_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `subscription_change` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `subscription_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `order_id` bigint(20) DEFAULT NULL,
  `kind` enum('update','change_offer','renew','renewal_on','renewal_off','pause','resume','cancel','undo') NOT NULL,
  `status` enum('scheduled','done','undone') NOT NULL,
  `effective_on` date NOT NULL,
  `version_id` bigint(20) NOT NULL,
  `quantity` int(11) NOT NULL,
  `term_months` int(11) NOT NULL,
  `auto_renew` tinyint(1) NOT NULL,
  `reason` varchar(300) NOT NULL DEFAULT '',
  `items` mediumtext NOT NULL DEFAULT '[]',
  `figures` char(22) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  `waiting` tinyint(4) GENERATED ALWAYS AS (if(`status` = 'scheduled',1,NULL)) STORED,
  PRIMARY KEY (`id`),
  UNIQUE KEY `subscription_change_public` (`public_id`),
  UNIQUE KEY `subscription_change_waiting` (`subscription_id`,`waiting`),
  KEY `subscription_change_day` (`waiting`,`effective_on`),
  KEY `subscription_change_of` (`subscription_id`,`id`),
  KEY `subscription_change_order` (`order_id`),
  KEY `subscription_change_version` (`version_id`),
  CONSTRAINT `subscription_change_of` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`),
  CONSTRAINT `subscription_change_order` FOREIGN KEY (`order_id`) REFERENCES `customer_order` (`id`),
  CONSTRAINT `subscription_change_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `subscription_item` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `subscription_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `product_id` bigint(20) NOT NULL,
  `version_id` bigint(20) DEFAULT NULL,
  `units` int(11) NOT NULL,
  `charge` enum('recurring','one_off','usage') NOT NULL,
  `per_units` int(11) NOT NULL DEFAULT 1,
  `period_months` int(11) NOT NULL,
  `buy_minor` bigint(20) NOT NULL,
  `sell_minor` bigint(20) NOT NULL,
  `off_pay_minor` bigint(20) NOT NULL DEFAULT 0,
  `off_buy_minor` bigint(20) NOT NULL DEFAULT 0,
  `off_until_on` date DEFAULT NULL,
  `addon` tinyint(1) NOT NULL DEFAULT 0,
  `addon_quantity` int(11) NOT NULL DEFAULT 0,
  `source` varchar(10) NOT NULL DEFAULT '',
  `source_id` bigint(20) NOT NULL DEFAULT 0,
  `priced_on` date DEFAULT NULL,
  `sell_named` tinyint(1) NOT NULL DEFAULT 1,
  `live` tinyint(1) DEFAULT 1,
  `ended_on` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `subscription_item_live` (`subscription_id`,`product_id`,`addon`,`live`),
  KEY `subscription_item_of` (`product_id`),
  KEY `subscription_item_version` (`version_id`),
  CONSTRAINT `subscription_item_of` FOREIGN KEY (`product_id`) REFERENCES `product` (`id`),
  CONSTRAINT `subscription_item_subscription` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`),
  CONSTRAINT `subscription_item_version` FOREIGN KEY (`version_id`) REFERENCES `offer_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `subscription_rule` (
  `org_id` bigint(20) NOT NULL DEFAULT 0,
  `product_id` bigint(20) NOT NULL DEFAULT 0,
  `action` enum('change','addon','renew','pause','cancel') NOT NULL,
  `allowed` enum('partner','vendor') NOT NULL,
  `days_max` int(11) NOT NULL DEFAULT 0,
  `credit` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`org_id`,`product_id`,`action`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `tax_rule` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL DEFAULT floor(1 + rand() * 9000000000000000000),
  `legal_entity_id` bigint(20) NOT NULL,
  `tax_class` varchar(20) NOT NULL DEFAULT 'standard',
  `buyer_country` char(2) NOT NULL DEFAULT '',
  `buyer_region` varchar(100) NOT NULL DEFAULT '',
  `needs_tax_number` tinyint(1) NOT NULL DEFAULT 0,
  `category` char(2) NOT NULL,
  `rate_bp` int(11) NOT NULL,
  `name` varchar(60) NOT NULL,
  `note` varchar(300) NOT NULL DEFAULT '',
  `valid_from` date NOT NULL,
  `valid_until` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `tax_rule_from` (`legal_entity_id`,`tax_class`,`buyer_country`,`buyer_region`,`needs_tax_number`,`valid_from`),
  UNIQUE KEY `tax_rule_public` (`public_id`),
  CONSTRAINT `tax_rule_legal_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entity` (`id`),
  CONSTRAINT `tax_rule_rate` CHECK (`rate_bp` between 0 and 10000),
  CONSTRAINT `tax_rule_region` CHECK (`buyer_region` = '' or `buyer_country` <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `totp` (
  `person_id` bigint(20) NOT NULL,
  `secret` varbinary(200) NOT NULL,
  `last_step` bigint(20) NOT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`person_id`),
  CONSTRAINT `totp_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `transfer` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `from_org_id` bigint(20) NOT NULL,
  `to_org_id` bigint(20) DEFAULT NULL,
  `on_day` date NOT NULL,
  `zone` varchar(64) NOT NULL,
  `reason` varchar(300) NOT NULL,
  `status` enum('planned','done','undone') NOT NULL DEFAULT 'planned',
  `person_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `transfer_public` (`public_id`),
  KEY `transfer_status` (`status`,`on_day`,`id`),
  KEY `transfer_from` (`from_org_id`,`status`,`id`),
  KEY `transfer_to` (`to_org_id`,`status`,`id`),
  CONSTRAINT `transfer_from` FOREIGN KEY (`from_org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `transfer_to` FOREIGN KEY (`to_org_id`) REFERENCES `org` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `transfer_customer` (
  `transfer_id` bigint(20) NOT NULL,
  `customer_id` bigint(20) NOT NULL,
  `on_day` date NOT NULL,
  `status` enum('planned','done','undone') NOT NULL DEFAULT 'planned',
  `subscriptions` int(11) NOT NULL DEFAULT 0,
  `done_at` datetime(6) DEFAULT NULL,
  `waiting` tinyint(4) GENERATED ALWAYS AS (if(`status` = 'planned',1,NULL)) STORED,
  PRIMARY KEY (`transfer_id`,`customer_id`),
  UNIQUE KEY `transfer_customer_waiting` (`customer_id`,`waiting`),
  KEY `transfer_customer_due` (`waiting`,`on_day`,`customer_id`),
  CONSTRAINT `transfer_customer_of` FOREIGN KEY (`transfer_id`) REFERENCES `transfer` (`id`),
  CONSTRAINT `transfer_customer_whom` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `usage_record` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `subscription_id` bigint(20) NOT NULL,
  `item_id` bigint(20) NOT NULL,
  `org_id` bigint(20) DEFAULT NULL,
  `used_on` date NOT NULL,
  `quantity` bigint(20) NOT NULL,
  `once_key` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  `period_from` date NOT NULL,
  `period_to` date NOT NULL,
  `free` tinyint(1) NOT NULL DEFAULT 0,
  `entry_id` bigint(20) DEFAULT NULL,
  `source` enum('ui','import','api') NOT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `usage_record_public` (`public_id`),
  UNIQUE KEY `usage_record_once` (`subscription_id`,`once_key`),
  KEY `usage_record_used` (`subscription_id`,`used_on`,`id`),
  KEY `usage_record_open` (`entry_id`,`free`,`subscription_id`,`period_to`),
  KEY `usage_record_item` (`item_id`,`period_from`),
  CONSTRAINT `usage_record_entry` FOREIGN KEY (`entry_id`) REFERENCES `schedule_entry` (`id`),
  CONSTRAINT `usage_record_item` FOREIGN KEY (`item_id`) REFERENCES `subscription_item` (`id`),
  CONSTRAINT `usage_record_subscription` FOREIGN KEY (`subscription_id`) REFERENCES `subscription` (`id`),
  CONSTRAINT `usage_record_quantity` CHECK (`quantity` between 1 and 1000000000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `vendor_role` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `role_key` varchar(40) NOT NULL,
  `name` varchar(100) NOT NULL,
  `rights` varchar(1000) NOT NULL,
  `built_in` tinyint(1) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `vendor_role_public` (`public_id`),
  UNIQUE KEY `vendor_role_key` (`role_key`),
  UNIQUE KEY `vendor_role_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `tag` varchar(40) NOT NULL,
  `kind` enum('pricing','checkout','portal','content') NOT NULL,
  `revision` int(11) NOT NULL DEFAULT 0,
  `published_id` bigint(20) DEFAULT NULL,
  `in_menu` tinyint(1) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `home_of` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `webpage_public` (`public_id`),
  UNIQUE KEY `webpage_tag` (`tag`),
  UNIQUE KEY `webpage_home` (`home_of`),
  KEY `webpage_menu` (`in_menu`),
  KEY `webpage_published` (`published_id`),
  KEY `webpage_kind` (`kind`,`published_id`),
  CONSTRAINT `webpage_published` FOREIGN KEY (`published_id`) REFERENCES `webpage_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage_block` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `version_id` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `kind` varchar(20) NOT NULL,
  `heading` varchar(120) NOT NULL DEFAULT '',
  `body` varchar(4000) NOT NULL DEFAULT '',
  `label` varchar(60) NOT NULL DEFAULT '',
  `link_text` varchar(80) NOT NULL DEFAULT '',
  `link` varchar(300) NOT NULL DEFAULT '',
  `email` varchar(254) NOT NULL DEFAULT '',
  `phone` varchar(40) NOT NULL DEFAULT '',
  `picture_id` bigint(20) DEFAULT NULL,
  `picture_alt` varchar(200) NOT NULL DEFAULT '',
  `rows_max` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `webpage_block_place` (`version_id`,`position`),
  KEY `webpage_block_picture` (`picture_id`),
  CONSTRAINT `webpage_block_picture` FOREIGN KEY (`picture_id`) REFERENCES `webpage_picture` (`id`),
  CONSTRAINT `webpage_block_version` FOREIGN KEY (`version_id`) REFERENCES `webpage_version` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage_menu` (
  `id` tinyint(4) NOT NULL,
  `revision` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  CONSTRAINT `webpage_menu_once` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage_picture` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `public_id` bigint(20) unsigned NOT NULL,
  `type` varchar(40) NOT NULL,
  `width` int(11) NOT NULL,
  `height` int(11) NOT NULL,
  `content` mediumblob NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `created_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `webpage_picture_public` (`public_id`),
  KEY `webpage_picture_author` (`created_by`),
  CONSTRAINT `webpage_picture_author` FOREIGN KEY (`created_by`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage_version` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `webpage_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `status` enum('draft','published','retired') NOT NULL DEFAULT 'draft',
  `title` varchar(120) NOT NULL,
  `require_auth` tinyint(1) NOT NULL DEFAULT 1,
  `provider_id` bigint(20) DEFAULT NULL,
  `all_partners` tinyint(1) NOT NULL DEFAULT 1,
  `in_menu` tinyint(1) NOT NULL DEFAULT 0,
  `restored_from` int(11) NOT NULL DEFAULT 0,
  `created_at` datetime(6) NOT NULL,
  `published_at` datetime(6) DEFAULT NULL,
  `published_by` bigint(20) DEFAULT NULL,
  `alone` varchar(9) GENERATED ALWAYS AS (if(`status` = 'retired',NULL,`status`)) STORED,
  `home` enum('no','all','org') NOT NULL DEFAULT 'no',
  `home_org_id` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `webpage_version_number` (`webpage_id`,`number`),
  UNIQUE KEY `webpage_version_alone` (`webpage_id`,`alone`),
  KEY `webpage_version_provider` (`provider_id`),
  KEY `webpage_version_publisher` (`published_by`),
  KEY `webpage_version_home_org` (`home_org_id`),
  CONSTRAINT `webpage_version_home_org` FOREIGN KEY (`home_org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `webpage_version_of` FOREIGN KEY (`webpage_id`) REFERENCES `webpage` (`id`),
  CONSTRAINT `webpage_version_provider` FOREIGN KEY (`provider_id`) REFERENCES `identity_provider` (`id`),
  CONSTRAINT `webpage_version_publisher` FOREIGN KEY (`published_by`) REFERENCES `person` (`id`),
  CONSTRAINT `webpage_version_open` CHECK (`require_auth` <> 0 or `all_partners` <> 0 and `provider_id` is null),
  CONSTRAINT `webpage_version_home` CHECK (`home` = 'org' = (`home_org_id` is not null)),
  CONSTRAINT `webpage_version_home_shut` CHECK (`home` = 'no' or `require_auth` <> 0 and `provider_id` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `webpage_version_org` (
  `version_id` bigint(20) NOT NULL,
  `org_id` bigint(20) NOT NULL,
  PRIMARY KEY (`version_id`,`org_id`),
  KEY `webpage_version_org_org` (`org_id`),
  CONSTRAINT `webpage_version_org_org` FOREIGN KEY (`org_id`) REFERENCES `org` (`id`),
  CONSTRAINT `webpage_version_org_version` FOREIGN KEY (`version_id`) REFERENCES `webpage_version` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `worker_seen` (
  `name` varchar(40) NOT NULL,
  `at` datetime(6) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

