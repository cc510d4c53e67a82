"""The closed sets of words of German."""

from __future__ import annotations

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.fitted import FITTED
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.wordtable import WordTable, get_table


def make_german(table: WordTable) -> Language:
    """Give German, with its *table*."""
    return Language(
        table=table,
        weights=FITTED["de"],
        rarest=-6.8,
        telling=20000,
        letters="A-Za-zÀ-ÖØ-öø-ɏ",
        turns_guillemets=True,
        one_letter=word_set(""),
        two_letters=word_set("in zu es im er an so du am um da ja ab wo ob je"),
        function_words=word_set(
            "aber alle allem allen aller alles als also am an andere anderem"
            " anderen anderer anderes auch auf aus bei beim bereits bevor bin"
            " bis bist da dabei dadurch dafür dagegen daher dahin damals damit"
            " danach daneben daran darauf daraus darf darin darum darunter"
            " darüber das dass daß dein deine dem den denen denn dennoch der"
            " deren des deshalb dessen die dies diese dieselbe diesem diesen"
            " dieser dieses doch dort du durch durfte dürfen ein eine einem"
            " einen einer eines einige einigen einiger er erst es etwa etwas"
            " euch euer eure für ganz gegen gegenüber gibt habe haben hat hatte"
            " hatten hier hierzu hin hinter ich ihm ihn ihnen ihr ihre ihrem"
            " ihren ihrer ihres im immer in indem innerhalb ins ist ja jede"
            " jedem jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt"
            " kann kein keine keinem keinen keiner können könnte könnten laut"
            " machen man manche mehr mein meine meinem meinen meiner mich mir"
            " mit muss musste möchte müssen nach nachdem neben nein nicht nichts"
            " noch nun nur ob obwohl oder ohne schon sehr sei sein seine seinem"
            " seinen seiner seines seit selbst sich sie siehe sind so sobald"
            " sodass solche solchem solchen solcher solches soll sollen sollte"
            " sollten sondern sonst sowie sowohl statt trotz um und uns unser"
            " unsere unserem unseren unserer unter viele vielen vom von vor wann"
            " war waren warum was wegen weil weiter welche welchem welchen"
            " welcher welches wenig wenn wer werde werden weshalb wie wieder"
            " will wir wird wo wobei wodurch wollen wollte worden wurde wurden"
            " während würde würden zu zum zur zwar zwischen über"
        ),
        capital_words=word_set("Sie Ihr Ihre Ihrem Ihren Ihrer Ihres Ihnen"),
        prefixes=word_set(
            "ab acht all aller an anti auf aus auto außen be bei bio da dar"
            " dort drei dunkel durch eben eigen ein elf ent er erst euro ex fehl"
            " fern fest fort frei früh fünf ge gegen gesamt gleich groß grund"
            " halb haupt heim hell her heran herauf heraus herein herum herunter"
            " hervor hier hin hinaus hinein hinter hoch hyper infra innen inner"
            " inter irgend je kern klein ko kontra los makro mega mehr meist"
            " meta mikro mini miss mit mittel multi nach nano neben neo neu neun"
            " nicht nieder nord not ober ost poly post pro prä pseudo quasi re"
            " rein rück sechs selbst semi sieben so sonder sozial spitzen spät"
            " staats stief sub super süd teil tele tot trans ultra um un unter"
            " ur ver viel vier vize voll vor voran voraus vorbei vorher weg"
            " weiter west wider wieder wo wohl zehn zentral zer zu zum zur"
            " zurück zusammen zwei zwischen zwölf öko über"
        ),
        free_prefixes=word_set("für ohne von zwischen"),
        suffixes=word_set(
            "arm artig bar bedingt berg burg dorf eigen einander em en er es"
            " fach falls fest frei fremd fähig förmig gemäß haft halber heim"
            " heit her herr hin hof karte keit lage land lang lich los mal mals"
            " mann mäßig nis orientiert ort platz raum recht reich reihe ruf sam"
            " schaft seitig seits spezifisch stadt stand stelle steuer stoff"
            " straße teil tum ung voll wegen weise weit wert wertig wesen wie"
            " wirksam wärts würdig zeit zeug"
        ),
        governing=word_set(
            "aus bei durch für gegen in mit nach ohne seit um unter von vor zu"
            " zwischen auf über an im am zum zur vom beim"
        ),
        verb_only_endings=("ierte", "ierten", "ieren", "iert"),
        interfixes=("s",),
        after_names=word_set(
            "angezeigt berichtete beschrieben betonte erklärt erklärte"
            " erschienen forderte gegenüber gehört hatte hätte kritisierte"
            " könnte kündigte meinte nannte sagt sagte schreibt schrieb sei"
            " seien sieht sollte sprach steht teilte veröffentlicht warnte"
            " werden wollte worden wurde würde zeigte zufolge äußerte"
        ),
        name_endings=word_set(
            "au bach bad berg borg burg dorf er feld furt gau haus heim hof"
            " hausen inger ingen kirch land mann markt mund ow rode sen son"
            " stadt stein tal wald wig"
        ),
        prepositions=word_set(
            "in von bis seit um am im ab nach vor zu für mit über unter etwa"
            " rund fast und oder bei gegen zwischen als auf aus durch den dem"
            " des der die das ca"
        ),
        months=word_set(
            "januar jänner februar märz april mai juni juli august september"
            " oktober november dezember"
        ),
        references=word_set(
            "artikel kapitel abschnitt seite absatz teil band tabelle abbildung"
            " anhang paragraf resolution protokoll nummer"
        ),
        honorifics=word_set(
            "herr herrn frau präsident präsidentin kanzler kanzlerin minister"
            " ministerin doktor professor papst könig königin general"
        ),
        name_prefixes=word_set("mc mac o"),
        brand_heads=word_set("all alles mehr mein"),
        article=word_set(""),
        determiners=word_set(
            "der die das den dem des ein eine einen einem einer eines kein keine"
        ),
        units=word_set(
            "km kg cm mm ml mb gb tb kb hz khz mhz ghz kw mw gw kwh ha qm px pt"
            " dpi bit uhr er ern ste sten te ten"
        ),
        gendered=r"in|[Ii]nnen\w*",
        guests=get_table("en"),
        rivals=2.5,
        inflects=True,
        compounds=True,
        enclitic_endings=("en", "ern", "eln"),
        enclitics=word_set("de dem den der des"),
        pointers=word_set(
            "abschnitt abschnitte abschnitts anhang artikel beitrag bericht"
            " buch dialog filter interview kapitel kapiteln menü rede seite"
            " seiten siehe studie"
        ),
    )
