<a href="<?cs var:Deal.Link ?>"><?cs var:Deal.Name ?></a>
