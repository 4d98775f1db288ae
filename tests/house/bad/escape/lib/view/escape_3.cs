<p><?cs evar:Deal.Name ?></p>
