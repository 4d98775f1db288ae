-- Cedar has a portal of its own: its host name leads to this machine by itself, in every browser.

UPDATE org SET portal_mode = 'branded', portal_host = 'cedar.localhost', portal_name = 'Cedar Cloud Desk',
  portal_welcome = 'Offers, orders and invoices of Cedar Integrator, in one place.',
  portal_footer = 'Cedar Integrator Example SARL\n3 allée des Cèdres, 69001 Lyon',
  portal_contact = 'help@cedar.example.org', portal_phone = '+33 1 99 00 00 00', portal_sender = 'Cedar Cloud Desk',
  colour_dark = '#a9a9f5', brand_revision = brand_revision + 1
  WHERE id = 3;
