<?cs include!"layout_top.cs" ?>
<h1><?cs var:Desk.Welcome ?></h1>
<?cs if:FirstSteps.0.Label ?>
<section aria-labelledby="first-steps">
<h2 id="first-steps"><?cs var:t("First steps") ?></h2>
<?cs call:links(FirstSteps) ?>
</section>
<?cs /if ?>
<?cs call:cards(Cards) ?>
<?cs include!"layout_end.cs" ?>
