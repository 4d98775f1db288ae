/* Domains at which anybody can get an address, so that none of them may be allowed as a whole. Kept by hand: what the providers
 * themselves offer at sign-up, looked over in 2026; Debian ships such a list only inside a mail filter (spamassassin's
 * 20_freemail_domains.cf), which is no dependency for forty lines. Add what is missing: order does not matter. */
#include "lib/model/access_rule.h"

#include <string.h>

/* Providers with one name under many suffixes: yahoo.co.uk, gmx.at, hotmail.fr. */
static const char *const families[] = { "yahoo",      "ymail",      "hotmail", "outlook", "gmx",          "googlemail",
                                        "rocketmail", "protonmail", "yandex",  "aol",     "tutanota",     "mailinator",
                                        "zohomail",   "laposte",    "libero",  "freenet", "guerrillamail" };

static const char *const domains[] = {
  /* international */
  "gmail.com", "googlemail.com", "live.com", "msn.com", "passport.com", "windowslive.com", "icloud.com", "me.com",
  "mac.com", "proton.me", "pm.me", "mail.com", "email.com", "usa.com", "post.com", "europe.com", "consultant.com",
  "engineer.com", "myself.com", "dr.com", "cheerful.com", "aim.com", "fastmail.com", "fastmail.fm", "hey.com",
  "hushmail.com", "zoho.com", "zoho.eu", "inbox.com", "tuta.com", "tuta.io", "tutamail.com", "keemail.me",
  "mailbox.org", "posteo.de", "posteo.net", "disroot.org", "riseup.net", "startmail.com", "runbox.com", "mailfence.com",
  "duck.com", "mozmail.com", "simplelogin.com", "anonaddy.com", "lycos.com", "excite.com", "rediffmail.com",
  "mail2world.com",
  /* throw-away */
  "10minutemail.com", "temp-mail.org", "trashmail.com", "trashmail.de", "yopmail.com", "sharklasers.com", "getnada.com",
  "dispostable.com", "maildrop.cc", "mohmal.com", "wegwerfmail.de", "tempmail.com", "throwawaymail.com",
  /* Germany, Austria, Switzerland */
  "web.de", "t-online.de", "arcor.de", "email.de", "mail.de", "live.de", "kabelmail.de", "vodafonemail.de", "1und1.de",
  "online.de", "aon.at", "chello.at", "live.at", "bluewin.ch", "sunrise.ch", "hispeed.ch", "swissonline.ch",
  /* France, Benelux */
  "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "live.fr", "bbox.fr", "numericable.fr", "skynet.be",
  "telenet.be", "proximus.be", "live.be", "ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl", "hetnet.nl", "live.nl",
  "xs4all.nl", "pt.lu",
  /* Britain, Ireland */
  "btinternet.com", "sky.com", "talktalk.net", "virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "live.co.uk",
  "eircom.net",
  /* the North, the East */
  "telia.com", "live.se", "spray.se", "online.no", "live.no", "live.dk", "jubii.dk", "luukku.com", "suomi24.fi",
  "wp.pl", "o2.pl", "onet.pl", "onet.eu", "interia.pl", "op.pl", "gazeta.pl", "tlen.pl", "seznam.cz", "email.cz",
  "centrum.cz", "volny.cz", "post.cz", "azet.sk", "centrum.sk", "zoznam.sk", "freemail.hu", "citromail.hu", "abv.bg",
  "mail.bg", "inbox.lv", "mail.ee", "hot.ee", "ukr.net", "i.ua", "meta.ua", "mail.ru", "bk.ru", "list.ru", "inbox.ru",
  "internet.ru", "rambler.ru", "lenta.ru", "ya.ru", "narod.ru",
  /* the South */
  "alice.it", "tin.it", "virgilio.it", "tiscali.it", "live.it", "inwind.it", "iol.it", "telefonica.net", "terra.es",
  "live.es", "sapo.pt", "live.com.pt", "otenet.gr", "mynet.com", "walla.co.il", "walla.com",
  /* the Americas */
  "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "earthlink.net",
  "juno.com", "netzero.net", "optonline.net", "roadrunner.com", "frontier.com", "windstream.net", "shaw.ca",
  "rogers.com", "sympatico.ca", "videotron.ca", "telus.net", "live.ca", "uol.com.br", "bol.com.br", "terra.com.br",
  "ig.com.br", "globo.com", "live.com.mx", "prodigy.net.mx", "live.com.ar",
  /* Asia, Pacific */
  "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "aliyun.com", "139.com",
  "189.cn", "21cn.com", "tom.com", "naver.com", "hanmail.net", "daum.net", "nate.com", "kakao.com", "docomo.ne.jp",
  "ezweb.ne.jp", "softbank.ne.jp", "i.softbank.jp", "nifty.com", "biglobe.ne.jp", "ocn.ne.jp", "excite.co.jp",
  "live.jp", "hinet.net", "pchome.com.tw", "in.com", "indiatimes.com", "sify.com", "bigpond.com", "optusnet.com.au",
  "iinet.net.au", "live.com.au", "xtra.co.nz"
};

static bool listed(const char *host)
{
  for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
    if (str_eq(domains[i], host))
      return true;
  return false;
}

bool public_mail_domain(const char *host, const char *registrable)
{
  size_t name = strcspn(registrable, ".");
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strlen(families[i]) == name && !strncmp(families[i], registrable, name))
      return true;
  return listed(host) || listed(registrable);
}
