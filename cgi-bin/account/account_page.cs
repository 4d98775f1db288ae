<?cs include!"layout_top.cs" ?><?cs include!"sessions.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link(Account.At + "/profile", t("Change it")) ?></div>
<?cs call:facts(Facts) ?>
<p><a href="<?cs var:url_validate(Account.At) ?>/mails"><?cs var:t("Which mails you get") ?></a></p>

<h2><?cs var:t("Passkeys") ?></h2>
<?cs if:Passkeys.0.Id ?>
<ol class="history">
<?cs each:key = Passkeys ?>
<li><p><strong><?cs var:key.Name ?></strong></p>
<p class="quiet"><?cs var:tf("Added %s", key.Made) ?><?cs if:key.Used ?>, <?cs var:tf("last used %s", key.Used) ?><?cs /if ?></p>
<?cs if:!Looking ?><p class="after"><a href="<?cs var:url_validate(Account.At) ?>/passkeys/<?cs var:key.Id ?>/remove"><?cs var:t("Remove it") ?><span class="unseen">: <?cs var:key.Name ?></span></a></p><?cs /if ?></li>
<?cs /each ?>
</ol>
<?cs else ?>
<p><?cs var:t("A passkey on your phone or computer signs you in by its lock: a finger, a face or a PIN. No mail, no code.") ?></p>
<?cs /if ?>
<p class="actions"><a class="button" href="<?cs var:url_validate(Account.At) ?>/passkeys/new"><?cs var:t("Add a passkey") ?></a></p>

<h2><?cs var:t("Authenticator app") ?></h2>
<?cs if:Factors.Totp ?>
<p><?cs var:tf("Set up %s. Its code is asked for when you sign in by mail.", Factors.TotpAt) ?> <?cs var:Factors.Codes ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Account.At) ?>/recovery"><?cs var:t("New recovery codes") ?></a><a class="button plain" href="<?cs var:url_validate(Account.At) ?>/totp/remove"><?cs var:t("Remove the app") ?></a></p>
<?cs else ?>
<p><?cs var:t("An app on your phone makes a code that changes every 30 seconds. It is asked for when you sign in by mail, so that your mailbox alone opens nothing.") ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Account.At) ?>/totp"><?cs var:t("Set up an app") ?></a></p>
<?cs /if ?>

<?cs if:Factors.Staff ?>
<h2><?cs var:t("Password") ?></h2>
<?cs if:Factors.Password ?>
<p><?cs var:tf("Set %s. The second step is asked for after it, too.", Factors.PasswordAt) ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Account.At) ?>/password"><?cs var:t("Change the password") ?></a><a class="button plain" href="<?cs var:url_validate(Account.At) ?>/password/remove"><?cs var:t("Remove the password") ?></a></p>
<?cs else ?>
<p><?cs var:t("You need none: a mail or a passkey signs you in. With one, you can sign in when no mail comes.") ?></p>
<p class="actions"><a class="button" href="<?cs var:url_validate(Account.At) ?>/password"><?cs var:t("Set a password") ?></a></p>
<?cs /if ?>
<?cs /if ?>

<h2><?cs var:t("Where you are signed in") ?></h2>
<?cs call:sessions(Account.At) ?>
<?cs include!"layout_end.cs" ?>
