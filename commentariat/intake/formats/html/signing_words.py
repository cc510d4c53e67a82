"""
What stands before and behind the names of those who sign, by language.

Each table has a row a language; a word more is a word in its row.
"""

from __future__ import annotations

from typing import Final

SURE: Final = {
    "en": r"(?:(?:this )?(?:article|post|text|story|guest post|page)(?: was| is)? )?written by"
    r"|(?:posted|published|reported|submitted|contributed|words|story|text|article|essay|review|"
    r"opinion|analysis|commentary|interview|an article|a story|a post|guest post|blog post|column|"
    r"photos and text|text and photos|interviewed) by"
    r"|(?:guest |lead |the )?authors?|author\(s\)|contributors?|written and (?:researched|reported) by",
    "fr": r"auteur(?:e|s|es|rice)?(?:\(s\))?|(?:rédigé|publié|écrit|posté|propos recueillis|article|texte|"
    r"un article|une chronique|entretien réalisé|proposé) par",
    "de": r"autor(?:in|en|innen)?|autorin/autor|autor(?::in|\*in|_in|/in|/-in|\(in\)|/innen|:innen)"
    r"|verfasser(?:in)?|redaktion|redakteur(?:in)?|(?:ein |eine )?(?:artikel|beitrag|blog ?beitrag|"
    r"gastbeitrag|kommentar|interview|text|analyse|essay|bericht|tipps|fotos und text|"
    r"text und fotos|gespeichert|geschrieben|verfasst|eingestellt|veröffentlicht|erstellt|"
    r"verfaßt|gepostet|kolumne|rezension|reportage|glosse|leitartikel|publiziert) von"
    r"|(?:die fragen stellten?|das (?:gespräch|interview) führten?|aufgezeichnet von)",
    "es": r"autor(?:a|es|as)|(?:escrito|publicado|redactado|texto|un artículo|entrevista|"
    r"una crónica) por",
    "pt": r"(?:texto|reportagem|escrito|publicado|por:) (?:por|de)",
    "ca": r"(?:escrit|publicat) per",
    "it": r"autor[ei]|(?:scritto|pubblicato|articolo|testo) da|a cura di|(?:articolo|testo|"
    r"intervista) di|redatto da",
    "nl": r"geschreven door|(?:tekst|artikel|geplaatst|gepubliceerd|interview) door",
    "sv": r"(?:skrivet|skriven|publicerat|publicerad|text|artikel|inlagt) av",
    "da": r"skrevet af|(?:publiceret|tekst) af",
    "no": r"(?:skrevet|publisert|tekst) av",
    "fi": r"kirjoittaja(?:t)?|kirjoittanut",
    "is": r"höfundur",
    "pl": r"autor(?:ka|zy)?|napisał(?:a)?|opracował(?:a)?|(?:napisan[eya]|opublikowan[eya]|dodan[eya]|"
    r"zamieszczon[eya]) przez",
    "cs": r"autor(?:ka|ři)?|napsal(?:a)?",
    "sk": r"autor(?:ka|i)?|napísal(?:a)?",
    "hu": r"szerző(?:k)?|írta",
    "ro": r"autor(?:ul|i)?|scris de|publicat de|un articol de",
    "sl": r"avtor(?:ica|ji)?|piše",
    "hr": r"autor(?:ica|i)?|piše|napisa(?:o|la)|objavi(?:o|la)",
    "lt": r"autor(?:ius|ė|iai)",
    "lv": r"autor[se]|autori",
    "et": r"autor(?:id)?",
    "tr": r"yazar(?:ı)?|yazan(?:lar)?|hazırlayan",
    "az": r"müəllif",
    "id": r"penulis|oleh|ditulis oleh|pewarta",
    "ms": r"penulis|oleh",
    "vi": r"tác giả|bởi",
    "tl": r"(?:isinulat|sulat|ulat) ni",
    "sw": r"imeandikwa na|na mwandishi",
    "ru": r"автор(?:ы|ка)?(?: статьи| текста| материала)?|текст|(?:опубликовал|написал)(?:а|и)?"
    r"|беседовал(?:а|и)?|подготовил(?:а|и)?",
    "uk": r"автор(?:и|ка)?(?: тексту| статті| матеріалу)?|тексту?|(?:написа(?:в|ла)|підготува(?:в|ла))"
    r"|розмовля(?:в|ла)",
    "be": r"аўтар(?:ка|ы)?",
    "bg": r"автор(?:и|ка)?|от автора",
    "sr": r"аутор(?:ка|и)?|пише|autor(?:ka|i)?",
    "mk": r"автор(?:и)?|пишува",
    "el": r"συντάκτ(?:ης|ρια|ες)|γράφει(?: [οη])?|γράφουν(?: οι)?|του συντάκτη|κείμενο|αρθρογράφος",
    "hy": r"հեղինակ",
    "ka": r"ავტორი",
    "ar": r"بقلم|الكاتبة|الكاتب|كتبت|كتب|تأليف|إعداد|المؤلف",
    "fa": r"نویسنده|به قلم|نوشته",
    "ur": r"تحریر|مصنف",
    "he": r"מאת",
    "hi": r"लेखक|लेखिका|लेखन",
    "bn": r"লেখক|লিখেছেন",
    "ta": r"எழுதியவர்|ஆசிரியர்",
    "th": r"โดย|ผู้เขียน|เรื่องโดย",
    "zh": r"作者|撰文|文章作者|本报记者|本刊记者|特约记者|见习记者|记者|記者|撰稿|文",
    "ja": r"著者|筆者|執筆者?|取材・文|構成・文|文・写真|ライター|寄稿|文",
    "ko": r"작성자|글쓴이|필자",
}
"""What stands before names, and before nothing else."""
LIKELY: Final = {
    "en": "by",
    "de": "von|vom|durch",
    "fr": "par",
    "es": "por",
    "it": "di",
    "nl": "door",
    "sv": "av",
    "da": "af",
    "pl": "przez",
    "el": "του|της|των|από",
}
"""What stands before names, and before other things."""
HEADED: Final = {
    "en": "text|words|story|reporting",
    "de": "text|interview|bericht|beitrag|protokoll|foto und text",
    "fr": "texte|propos recueillis",
    "es": "texto",
    "it": "testo",
    "nl": "tekst",
    "pl": "tekst|opracowanie|oprac\\.",
    "cs": "text",
    "hu": "szöveg",
    "fi": "teksti",
    "no": "journalist",
    "sv": "skribent|reporter",
    "pt": "repórter(?:es)?|reportagem",
    "id": "teks|reporter|editor",
    "tr": "metin|yazı|haber|röportaj",
    "vi": "bài(?: viết)?|thực hiện",
    "he": "כותב(?:ת)?|כתב(?:ה)?",
    "ko": "글|기자",
}
"""Likewise, where a colon follows."""
SURE_WITHOUT: Final = {
    "en": "written by|words by|story by|posted by|authors",
    "de": "autor(?:in|en)|verfasser(?:in)?|(?:geschrieben|gespeichert|verfasst|eingestellt) von"
    "|die fragen stellten?|das (?:gespräch|interview) führten?",
    "fr": "auteurs|(?:rédigé|publié|écrit|posté|propos recueillis) par",
    "es": "autores|(?:escrito|redactado) por",
    "it": "a cura di|scritto da",
    "nl": "geschreven door",
    "sv": "skrive[nt] av",
    "da": "skrevet a[fv]",
    "pl": "napisał(?:a)?",
    "ro": "scris de",
    "hu": "írta",
    "id": "ditulis oleh|penulis",
    "el": "γράφει [οη]",
    "ar": "بقلم",
    "fa": "به قلم",
    "he": "מאת",
    "zh": "本报记者|撰文",
    "ja": "取材・文|執筆",
}
"""What says it for certain without a colon, in a line anywhere on a page."""
UNSPACED: Final = (
    r"作者|撰文|文章|文字|图文|记者|記者|文|撰稿|著者|筆者|執筆"
    r"|取材・文|構成・文|ライター|글|작성"
)
"""What a mark such as `／`, `=` or `｜` parts from names, in scripts without blanks."""
POSTS: Final = {
    "en": r"contributors?|columnists?|founders?|co-?founders?|bloggers?|copywriters?|strategists?|"
    r"interns?|freelancers?|reporters?|correspondents?|writers?|editors?|journalists?|producers?|"
    r"photographers?|analysts?|attorneys?|researchers?|fellows?|directors?|managers?|presidents?|"
    r"professors?|ceo|cto|coo|cmo|vp|author|staff|newsroom|desk",
    "de": r"\w*(?:leiter(?:in)?|redakteur(?:in)?|korrespondent(?:in)?|volont[äa]r(?:in)?|reporter(?:in)?|"
    r"gründer(?:in)?|chef(?:in)?|direktor(?:in)?|vorsitzende[rn]?|sprecher(?:in)?|präsident(?:in)?|"
    r"geschäftsführer(?:in)?|professor(?:in)?|autor(?:in)?|mitarbeiter(?:in)?|beauftragte[rn]?|"
    r"expert(?:e|in)|journalist(?:in)?|berater(?:in)?|referent(?:in)?|redaktion)",
    "fr": r"journaliste|correspondante?|rédact(?:eur|rice)|direct(?:eur|rice)|chroniqueu(?:r|se)|"
    r"envoyée?|essayiste|chercheu(?:r|se)|professeure?|président(?:e)?",
    "es": r"periodista|redactora?|corresponsal|enviad[oa]|directora?|columnista|editora?|colaboradora?|"
    r"profesora?|investigadora?",
    "pt": r"jornalista|repórter|editora?|colunista|redatora?|professora?|diretora?",
    "it": r"giornalista|redatt(?:ore|rice)|corrispondente|inviat[oa]|direttore|direttrice|"
    r"collaborat(?:ore|rice)",
    "nl": r"verslaggever|redact(?:eur|rice)|correspondent|journalist|columnist|hoofdredacteur",
    "sv": r"journalist|skribent|redaktör|reporter|krönikör|ledarskribent",
    "da": r"journalist|redaktør|skribent|kommentator",
    "fi": r"toimittaja|päätoimittaja",
    "pl": r"dziennikar(?:z|ka)|redaktor(?:ka)?|publicyst(?:a|ka)|korespondent(?:ka)?",
    "cs": r"novinář(?:ka)?|redaktor(?:ka)?|šéfredaktor(?:ka)?|zpravodaj(?:ka)?",
    "hu": r"újságíró|szerkesztő|főszerkesztő|tudósító",
    "ro": r"jurnalist[ăa]?|redactor|reporter",
    "tr": r"muhabir(?:i)?|editör(?:ü)?|gazeteci|köşe yazarı",
    "id": r"wartawan|jurnalis|editor",
    "ru": r"редактор|журналист(?:ка)?|корреспондент(?:ка)?|обозреватель|собкор|колумнист(?:ка)?",
    "uk": r"редактор(?:ка)?|журналіст(?:ка)?|кореспондент(?:ка)?|оглядач(?:ка)?",
    "el": r"δημοσιογράφος|συντάκτης|συντάκτρια|αρθρογράφος",
    "ar": r"محرر(?:ة)?|صح[فا]+ي(?:ة)?|مراسل(?:ة)?|كاتب(?:ة)?",
    "zh": r"编辑|編輯|记者|記者|主编|撰稿人",
    "ja": r"記者|編集者|編集長|編集部|論説委員",
    "ko": r"기자|편집자|논설위원|특파원",
}
"""What stands behind a name and says what that person is."""


def either(rows: dict[str, str]) -> str:
    """Join the rows of a table: a part of an expression."""
    return "|".join(dict.fromkeys(rows.values()))
