<?cs include!"layout_top.cs" ?>
