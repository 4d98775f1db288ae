<p><?cs alt:Deal.Name ?>none<?cs /alt ?></p>
