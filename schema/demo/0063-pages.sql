-- A pricing page of the label "cloud" for all partners, with a draft beside it; a welcome page for Alder and Cedar that the side bar leads
-- to; and two pages to read, one for all and one for Alder alone, which the welcome page lists.

INSERT INTO webpage (id, public_id, tag, kind, revision, created_at) VALUES
  (1, 6022140857747475423, 'cloud', 'pricing', 1, '2025-03-03 09:00:00'),
  (2, 6626070150827182818, 'welcome', 'portal', 1, '2025-03-04 09:00:00'),
  (3, 7129309450921733107, 'first-customers', 'content', 1, '2025-03-05 09:00:00'),
  (4, 7352941730928410921, 'quarter', 'content', 1, '2025-06-02 09:00:00');

INSERT INTO webpage_version (id, webpage_id, number, status, title, require_auth, all_partners, in_menu, created_at, published_at) VALUES
  (1, 1, 1, 'retired', 'Cloud', TRUE, TRUE, FALSE, '2025-03-03 09:00:00', '2025-03-03 09:30:00'),
  (2, 1, 2, 'published', 'Cloud offers', TRUE, TRUE, TRUE, '2025-03-10 09:00:00', '2025-03-10 09:30:00'),
  (3, 1, 3, 'draft', 'Cloud offers', TRUE, TRUE, TRUE, '2025-06-02 09:00:00', NULL),
  (4, 2, 1, 'published', 'Welcome', TRUE, FALSE, TRUE, '2025-03-04 09:00:00', '2025-03-04 09:30:00'),
  (5, 3, 1, 'published', 'The first ten customers', TRUE, TRUE, FALSE, '2025-03-05 09:00:00', '2025-03-05 09:30:00'),
  (6, 4, 1, 'published', 'What we planned with you', TRUE, FALSE, FALSE, '2025-06-02 09:00:00', '2025-06-02 09:30:00');
UPDATE webpage SET published_id = 2, in_menu = TRUE WHERE id = 1;
UPDATE webpage SET published_id = 4, in_menu = TRUE WHERE id = 2;
UPDATE webpage SET published_id = 5 WHERE id = 3;
UPDATE webpage SET published_id = 6 WHERE id = 4;

UPDATE webpage_menu SET revision = revision + 1;

INSERT INTO webpage_version_org (version_id, org_id) VALUES (4, 1), (4, 3), (6, 1);

INSERT INTO webpage_block (version_id, position, kind, heading, body, label, link_text, link, rows_max) VALUES
  (1, 1, 'offers', '', '', 'cloud', '', '', 0),
  (2, 1, 'hero', 'Everything a team works with, in one place', 'Seats, storage and the workshop to begin with: at your prices, ready to order for your customers.', '', 'To the basket', '/checkout', 0),
  (2, 2, 'offers', 'What you can sell', '', 'cloud', '', '', 0),
  (2, 3, 'compare', 'Side by side', 'The same offers, line by line.', 'cloud', '', '', 0),
  (2, 4, 'text', 'Before you order', 'Prices are yours, before tax. What your customer pays is up to you, within the bounds of each offer.\n\n## What happens next\n\n- The order is confirmed at once, by mail, too.\n- The invoice follows within a minute.\n- Subscriptions are under [Customers](/customers).', '', '', '', 0),
  (2, 5, 'contact', 'Questions', 'We answer within one working day.', '', '', '', 0),
  (3, 1, 'hero', 'Everything a team works with, in one place', 'Seats, storage and the workshop to begin with.', '', '', '', 0),
  (3, 2, 'offers', 'What you can sell', '', 'cloud', '', '', 0),
  (4, 1, 'hero', 'Good to have you with us', 'Your customers, their invoices and what is on offer, at a glance.', '', 'See the cloud offers', '/pages/cloud', 0),
  (4, 2, 'customers', 'Your newest customers', '', '', '', '', 5),
  (4, 3, 'invoices', 'Your latest invoices', '', '', '', '', 5),
  (4, 4, 'content', 'Worth reading', '', '', '', '', 5),
  (4, 5, 'contact', '', '', '', '', '', 0),
  (5, 1, 'hero', 'The first ten customers', 'Whom to ask first, what to show them, and which offer to begin with.', '', 'See the cloud offers', '/pages/cloud', 0),
  (5, 2, 'text', '', 'Begin with those who know you.\n\n## Whom to ask\n\n- Teams of 5 to 20 people\n- Those who pay for three tools and use one\n\n## What to show\n\nThe trial of Core: it ends by itself, so nobody has to be asked twice.', '', '', '', 0),
  (5, 3, 'content', 'More to read', '', '', '', '', 5),
  (6, 1, 'hero', 'What we planned with you', 'The aims of the quarter, and who does what by when.', '', '', '', 0),
  (6, 2, 'text', '', 'Two workshops, one joint mailing, and a look at the renewals of the summer.', '', '', '', 0);
UPDATE webpage_block SET email = 'partners@portico.example.com', phone = '+43 1 5550100' WHERE version_id = 2 AND kind = 'contact';
