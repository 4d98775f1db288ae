-- Who may cancel invoices and drop drafts: finance, beside whoever may do everything.
UPDATE vendor_role SET rights = CONCAT(rights, ',invoice.write')
  WHERE role_key = 'vendor_finance' AND rights <> '*' AND NOT FIND_IN_SET('invoice.write', rights);
