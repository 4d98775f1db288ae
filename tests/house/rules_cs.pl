# Rules about templates (ClearSilver): five ways lose the escaping, and each is banned; nothing stands inline; words go through t().
use strict;
use warnings;

sub templates {
  return files(qr/\.cs$/, qw(lib cgi-bin));
}
sub commands { # of a template: [text, line] of each <?cs ... ?> that is no comment
  my ($text) = @_;
  my @list;
  while ($text =~ /<\?cs\s*(.*?)\s*\?>/gs) {
    push @list, [$1, line_of($text, $-[0])] if $1 !~ /^#/;
  }
  return @list;
}
sub quoteless {
  return $_[0] =~ s/"(?:[^"\\]|\\.)*"/""/gr;
}

my $escapers = 'html_escape|url_escape|js_escape|url_validate|css_url_validate|null_escape|text_html|html_strip';

sub rule_escape {
  for my $file (templates()) {
    for my $command (commands(slurp($file))) {
      my ($text, $line) = @$command;
      report('escape', $file, $line, "$1: does not escape") if $text =~ m{^(uvar|lvar|evar|linclude|alt|name)[:!]};
      report('escape', $file, $line, 'escape:"none" or another mode') if $text =~ /^escape\s*[:!]/;
      my $bare = quoteless($text);
      # "X + html_escape(Y)" leaves X raw: an escaping function stands alone or with literals.
      next if $bare !~ /\b(?:$escapers)\s*\(/;
      my $rest = $bare =~ s/\b(?:$escapers)\s*\((?:[^()]|\([^()]*\))*\)//gr;
      $rest =~ s/^(?:var|set|if|elif|elseif|call|with|each)\s*[:!]//;
      report('escape', $file, $line, 'an escaping function beside another value leaves that raw') if $rest =~ /[A-Za-z]/ && $rest !~ /^\s*[\w.\[\]:]+\s*=[^=]*$/;
    }
  }
}

sub rule_include_bang {
  for my $file (templates()) {
    for my $command (commands(slurp($file))) {
      my ($text, $line) = @$command;
      report('include', $file, $line, 'include: says nothing when the file is missing; write include!') if $text =~ /^include\s*:/;
      report('include', $file, $line, 'includes what a value names') if $text =~ /^include\s*!\s*[^"]/;
    }
  }
}

# An address that is a whole value could be "javascript:"; it goes through url_validate() or begins with a literal path.
sub rule_url {
  for my $file (templates()) {
    my $text = slurp($file);
    while ($text =~ /\b(href|src|action|formaction|poster|data-href)\s*=\s*(["']?)\s*<\?cs\s*(.*?)\s*\?>/gs) {
      my ($name, $quote, $command, $line, $end) = ($1, $2, $3, line_of($text, $-[0]), $+[0]);
      report('url', $file, $line, "$name has no quotes") if $quote eq '';
      next if $command =~ /^var:url_validate\(/ || $command =~ m{^var:"/};
      report('url', $file, $line, "$name is a bare value: write var:url_validate(...)") if $command =~ /^(?:var|uvar|call|if|each|alt)/
        && !condition_is_literal($text, $end, $command);
    }
  }
}
# action="<?cs if:X ?>/here<?cs else ?>/there<?cs /if ?>": every branch is literal or validated.
sub condition_is_literal {
  my ($text, $at, $command) = @_;
  return 0 if $command !~ /^if/;
  my $attribute = substr($text, $at) =~ /^((?:<\?cs.*?\?>|[^"'<])*)["']/s ? $1 : return 0;
  for my $part (split /<\?cs\s*(?:else|elif:.*?|\/if)\s*\?>/s, $attribute) {
    return 0 if $part !~ m{^\s*(?:/|#|\?|<\?cs\s*var:url_validate\(|$)};
  }
  return 1;
}

sub rule_inline {
  for my $file (templates()) {
    my $text = slurp($file) =~ s/<\?cs.*?\?>/$& =~ s{[^\n]}{_}gr/gser;
    while ($text =~ /<script\b([^>]*)>(\s*[^<\s])?/gi) {
      report('inline', $file, line_of($text, $-[0]), 'a script without src, or with text') if $1 !~ /\bsrc=/ || defined $2;
    }
    while ($text =~ /<style\b/gi) {
      report('inline', $file, line_of($text, $-[0]), 'a style element');
    }
    while ($text =~ /<[a-z][^>]*?\s(style|on[a-z]+)\s*=/gi) {
      report('inline', $file, line_of($text, $-[0]), "the attribute $1: the policy refuses it");
    }
    while ($text =~ /\bsrc\s*=\s*["']?data:|javascript:/gi) {
      report('inline', $file, line_of($text, $-[0]), 'a data: or javascript: address');
    }
  }
}

# A macro may hold nothing but attributes for a tag.
sub attributes_blanked {
  my ($body) = @_;
  my $html = $body =~ s/<\?cs.*?\?>//gsr;
  return $html =~ /="/ && $html !~ /</ ? $body =~ s/[^\n]/ /gr : $body;
}

# What a person reads is translated: text nodes and the attributes that are read out.
sub rule_words {
  for my $file (templates()) {
    my $text = slurp($file) =~ s{(<\?cs def:.*?\?>)(.*?)(<\?cs /def \?>)}{$1 . attributes_blanked($2) . $3}gser;
    $text =~ s/<\?cs.*?\?>/$& =~ s{[^\n]}{\x01}gr/gse;
    $text =~ s{<(script|style)\b.*?</\1>}{$& =~ s/[^\n]/\x01/gr}gsei;
    while ($text =~ /\b(?:alt|title|placeholder|aria-label)\s*=\s*"([^"]*)"/g) {
      my ($words, $line) = ($1, line_of($text, $-[0]));
      report('words', $file, $line, "\"$words\" is not translated") if $words =~ /[A-Za-z]{2}/;
    }
    my $nodes = $text =~ s/<!--.*?-->|<[\/!a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>/$& =~ s{[^\n]}{\x02}gr/gser;
    $nodes =~ s/&#?\w+;/ /g;
    while ($nodes =~ /([^\x01\x02\s][^\x01\x02\n]*)/g) {
      my ($words, $line) = ($1, line_of($nodes, $-[0]));
      report('words', $file, $line, "\"$words\" is not translated: var:t(\"...\")") if $words =~ /\p{L}{2}|\p{L}\s/;
    }
  }
}

# A page's template and the C that shows it stand side by side; neither is without the other.
sub rule_orphan {
  my %shown;
  for my $file (files(qr/\.c$/, qw(cgi-bin lib))) {
    my $code = code_of($file, 1);
    while ($code =~ m{"(\w+/\w+)"}g) {
      my ($name, $at) = ($1, $-[0]);
      my ($line, $area) = (line_of($code, $at), $name =~ m{^(\w+)/});
      next if !-d "cgi-bin/$area" || substr($code, 0, $at) !~ /\b(?:page|list_page|view_render)\s*\((?:[^()]|\([^()]*\))*$/;
      $shown{$name} = 1;
      report('orphan', $file, $line, "there is no template cgi-bin/$name.cs") if !-f "cgi-bin/$name.cs";
    }
  }
  for my $file (files(qr/\.cs$/, 'cgi-bin')) {
    my ($name) = $file =~ m{^cgi-bin/(.*)\.cs$};
    next if $shown{$name} || grep { slurp($_) =~ /include!"\Q$name\E\.cs"/ } templates();
    report('orphan', $file, 1, 'no handler shows this template');
  }
}

1;
