<a href=<?cs var:url_validate(Deal.Link) ?>><?cs var:Deal.Name ?></a>
