<?cs include!"macros.cs" ?><?cs include!"form.cs" ?><?cs include!"table.cs" ?><?cs call:table(List) ?>
