<form action="<?cs if:X ?>/here<?cs else ?><?cs var:Next ?><?cs /if ?>" method="post"></form>
