<p><?cs var:Count ?> deals</p>
