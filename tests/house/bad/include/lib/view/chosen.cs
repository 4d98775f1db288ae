<?cs include!Page.Part ?>
