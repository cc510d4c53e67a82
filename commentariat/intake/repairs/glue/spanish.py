"""The closed sets of words of Spanish."""

from __future__ import annotations

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.fitted import FITTED
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.wordtable import WordTable, get_table


def make_spanish(table: WordTable) -> Language:
    """Give Spanish, with its *table*."""
    return Language(
        table=table,
        weights=FITTED["es"],
        rarest=-7.2,
        telling=20000,
        letters="A-Za-zÀ-ÖØ-öø-ɏ",
        opening="¿¡",
        one_letter=word_set("y a o e"),
        two_letters=word_set(
            "de la el en no un se es lo su al me si te mi le ya ha yo tu ni va"
            " he él sí da"
        ),
        function_words=word_set(
            "a acá ahora ahí al algo alguna algunas alguno algunos algún allá"
            " allí ambos ante antes apenas aquel aquella aquellas aquello"
            " aquellos aquí así aun aunque aún bajo bien cada casi como con"
            " conmigo consulte contra cual cuales cualquier cualquiera cuando"
            " cuanto cuya cuyas cuyo cuyos cuál cuándo cómo da dado de debe"
            " deben del desde después donde dos durante dónde e el ella ellas"
            " ello ellos en entonces entre era eran es esa esas ese eso esos"
            " esta estaba estaban estar estas este esto estos está están fue"
            " fueron ha haber había habían hace hacia han hasta hay incluso"
            " junto la las le lea leer les lo los luego me mediante menos mi"
            " mientras mis misma mismas mismo mismos mucha muchas mucho muchos"
            " muy más nada ni ninguna ningún no nos nosotros nuestra nuestras"
            " nuestro nuestros nunca o os otra otras otro otros para pero poco"
            " por porque puede pueden pues que quien quienes quién qué se sea"
            " según ser si sido siempre siendo sin sino sobre solo son su sus sí"
            " sólo también tampoco tan tanto te tiene tienen toda todas todavía"
            " todo todos tras tu un una unas uno unos usted ustedes vea ver"
            " véase y ya yo él"
        ),
        prefixes=word_set(
            "a aero agro ante anti archi auto bi bien bio ciber co con contra"
            " cyber de des dis e electro en entre es euro ex extra foto geo"
            " hidro hiper im in infra inter intra macro mal mega meta micro mini"
            " mono multi nano narco neo o para per petro poli por pos post pre"
            " pro pseudo psico radio re retro se semi si sin so sobre socio su"
            " sub super sus tele termo trans tri ultra vice"
        ),
        free_prefixes=word_set("con contra entre para por según sin sobre su sus"),
        suffixes=word_set(
            "able ante azo ble ción dad dor dora era ero ible idad illa illo"
            " ismo ista ita ito mente miento"
        ),
        governing=word_set(
            "a ante bajo con contra de desde en entre hacia hasta para por"
            " según sin sobre tras"
        ),
        verb_only_endings=(
            "endo",
            "rá",
            "rán",
            "remos",
            "ría",
            "rían",
            "aron",
            "ieron",
            "aban",
            "ábamos",
            "aremos",
            "aría",
            "ería",
            "iría",
            "ando",
        ),
        after_names=word_set(
            "afirma afirmó agregó anunció añadió aseguró advirtió confirmó"
            " consideró declaró defendió dice dijo destacó escribió explica"
            " explicó indicó insistió manifestó negó pidió precisó propuso"
            " reconoció rechazó recordó reiteró respondió señala señaló sostuvo"
            " subrayó había habían podría debería sería tiene está fueron quien"
            " quienes cuyo según durante hacia desde"
        ),
        name_endings=word_set("ez burgo villa monte mar al ano ona ense eño"),
        prepositions=word_set(
            "en de del a al el la los las desde hasta hacia entre antes tras y"
            " o u por para sobre con casi unos unas cerca año años hace"
        ),
        plural_endings=("s",),
        plural_only_endings=("s",),
        plural_determiners=word_set(
            "los las unos unas estos estas esos esas sus mis tus otros otras todos todas"
            " algunos algunas muchos muchas"
        ),
        singular_determiners=word_set(
            "el la un una este esta ese esa su mi tu cada del al otro otra"
        ),
        months=word_set(
            "enero febrero marzo abril mayo junio julio agosto septiembre"
            " setiembre octubre noviembre diciembre"
        ),
        references=word_set(
            "artículo capítulo sección resolución figura título anexo protocolo"
            " parte tabla cuadro párrafo página volumen"
        ),
        honorifics=word_set(
            "presidente presidenta ministro ministra general profesor profesora"
            " rey reina papa doctor doctora juez alcalde senador senadora don"
            " doña"
        ),
        name_prefixes=word_set("mc mac o"),
        brand_heads=word_set("mi todo más la le de el los las no lo si te ha me se"),
        determiners=word_set(
            "el la los las un una unos unas este esta estos estas ese esa esos"
            " esas su sus mi mis nuestro nuestra cada"
        ),
        units=word_set(
            "km kg cm mm ml mb gb tb kb hz khz mhz ghz kw mw gw kwh ha px pt"
            " bit h min s er ro ra do da to ta no na mo ma vo va"
        ),
        guests=get_table("en"),
        rivals=2.5,
        inflects=True,
        enclitic_endings=(
            "ar",
            "er",
            "ir",
            "ár",
            "ér",
            "ír",
            "ando",
            "iendo",
            "ándo",
            "iéndo",
            "ad",
            "ed",
        ),
        enclitics=word_set(
            "la las le les lo los me melo nos os se sela selo te á án ás é"
        ),
        pointers=word_set(
            "apéndice artículo capítulo consulte discurso estudio informe lea"
            " libro menú página sección vea ver véase"
        ),
        newer=word_set(
            "contrabarra contrabarras delimitador delimitadora delimitadoras"
            " delimitadores"
        ),
    )
