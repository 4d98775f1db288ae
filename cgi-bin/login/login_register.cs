<?cs include!"layout_top.cs" ?>
<div class="narrow">
<h1><?cs var:Page.Title ?></h1>
<?cs if:Register.Sent ?>
<p><?cs var:t("If people of your organisation can register themselves, a mail is on its way. Its link is good for a day.") ?></p>
<p><a href="/login"><?cs var:t("Back to the sign-in") ?></a></p>
<?cs elif:Register.Waiting ?>
<p><?cs var:t("An administrator of your organisation decides now. We send you a mail as soon as they have.") ?></p>
<?cs else ?>
<p><?cs var:t("Some organisations let their people register themselves. An administrator of yours then approves.") ?></p>
<?cs call:form_summary(Form) ?>
<form method="post" action="/login/register" novalidate>
<?cs call:form_state(State.register) ?>
<?cs call:form_fields(Form) ?>
<p><button type="submit" class="button primary"><?cs var:t("Send me the link") ?></button></p>
</form>
<p><a href="/login"><?cs var:t("Back to the sign-in") ?></a></p>
<?cs /if ?>
</div>
<?cs include!"layout_end.cs" ?>
