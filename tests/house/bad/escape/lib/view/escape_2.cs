<p><?cs lvar:Deal.Name ?></p>
