<p><?cs var:Deal.Name + html_escape(Deal.Account) ?></p>
