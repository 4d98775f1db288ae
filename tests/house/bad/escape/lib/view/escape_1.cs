<p><?cs uvar:Deal.Name ?></p>
