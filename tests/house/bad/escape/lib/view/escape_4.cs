<?cs linclude:"x.cs" ?>
