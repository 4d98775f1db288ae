<p><?cs var:url_escape(Deal.Name) + Deal.Account ?></p>
