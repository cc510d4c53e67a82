"""The closed sets of words of French."""

from __future__ import annotations

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.fitted import FITTED
from commentariat.intake.repairs.glue.language import Language
from commentariat.intake.repairs.glue.wordtable import WordTable, get_table


def make_french(table: WordTable) -> Language:
    """Give French, with its *table*."""
    return Language(
        table=table,
        weights=FITTED["fr"],
        rarest=-7.2,
        telling=20000,
        letters="A-Za-zÀ-ÖØ-öø-ɏ",
        one_letter=word_set("à a y"),
        two_letters=word_set(
            "de la le et en un du il je au ce on ne se tu ou si sa où va ma là ni an"
        ),
        function_words=word_set(
            "afin ai ainsi alors après as assez au aucun aucune aujourd'hui"
            " auquel aussi autre autres aux auxquels avaient avait avant avec"
            " avoir ayant beaucoup bien car ce ceci cela celle celles celui"
            " cependant ces cet cette ceux chaque chez comme comment consultez"
            " contre dans de depuis derrière des deux devant doit doivent donc"
            " dont du durant dès elle elles en encore entre est et eu eux faire"
            " fait font fut hors ici il ils jamais je jusque la laquelle le"
            " lequel les lesquelles lesquels leur leurs lire lisez lors lorsque"
            " lui là mais malgré me mes moins mon même mêmes ne ni non nos notre"
            " nous on ont or ou où par parce parmi pas pendant peu peut peuvent"
            " plus plusieurs pour pourquoi pourrait puis puisque quand que quel"
            " quelle quelles quelque quelques quels qui quoi sa sans se selon"
            " sera seront ses seulement si sinon soit son sont sous souvent sur"
            " ta tandis tant te tel telle telles tels tes ton toujours tous tout"
            " toute toutes trop très tu un une vers voici voilà voir vos votre"
            " vous voyez à étaient était étant été être"
        ),
        elisions=word_set(
            "l d qu n s j m t c jusqu lorsqu puisqu quoiqu presqu quelqu"
        ),
        prefixes=word_set(
            "a agro alpha anti arrière auto avant aéro bi bio bon cinquante co"
            " contre cyber des dis dix dé en entre eu euro ex extra géo haut"
            " hydro hyper il im in info infra inter intra macro mal mi micro"
            " mini mono multi mé méga méta nano non néo oto outre par para per"
            " petro photo poly porte post pour pro pré pseudo psycho quarante"
            " quasi radio re ré rétro sans semi socio soixante sous sub super"
            " sur thermo trans trente tri télé ultra vice vingt é électro"
        ),
        free_prefixes=word_set("avant contre des en entre par pour sans sous sur"),
        suffixes=word_set(
            "ment able ible age aire eur euse ien ienne ique isme iste ité oir"
            " oire tion ville mont fort court"
        ),
        governing=word_set(
            "à dans par sur sous avec chez contre depuis dès pendant selon vers"
        ),
        verb_only_endings=("aient", "èrent", "erons", "eront", "erez", "issent"),
        after_names=word_set(
            "affirme affirmait affirmé ajoute ajouté annonce annoncé assure"
            " assuré avait avaient avait confirme confirmé déclare déclaré"
            " demande demandé dénonce dénoncé dit écrit écrivait estime estimé"
            " explique expliqué insiste insisté note précise précisé propose"
            " rappelle rappelé reconnaît répond répondu souligne souligné était"
            " étaient pourrait devrait serait doit peut sera dont lequel selon"
            " après avant"
        ),
        name_endings=word_set("ville bourg mont court val champ fontaine ac"),
        prepositions=word_set(
            "en de à du au le la les des depuis dès vers entre avant après"
            " jusque environ près et ou par pour sur dans fin début mi"
        ),
        plural_endings=("s", "x", "z"),
        plural_only_endings=("s",),
        plural_determiners=word_set(
            "les des ces mes tes ses nos vos leurs quelques plusieurs aux certains"
            " certaines"
        ),
        singular_determiners=word_set(
            "le la un une ce cette mon ma son sa notre votre du au chaque"
        ),
        months=word_set(
            "janvier février mars avril mai juin juillet août septembre octobre"
            " novembre décembre"
        ),
        references=word_set(
            "article chapitre section résolution figure titre annexe protocole"
            " partie tableau paragraphe page volume"
        ),
        honorifics=word_set(
            "président présidente ministre général professeur roi reine pape"
            " docteur juge maire sénateur"
        ),
        name_prefixes=word_set("mc mac o"),
        brand_heads=word_set("mon notre tout plus la le de du"),
        determiners=word_set(
            "le la les un une des ce cet cette ces mon ma mes son sa ses notre"
            " nos votre vos leur leurs"
        ),
        units=word_set(
            "km kg cm mm ml mb gb tb kb go mo ko hz khz mhz ghz kw mw gw kwh ha"
            " px pt bit h min s er ère e ème ème ème re nd nde"
        ),
        guests=get_table("en"),
        rivals=2.5,
        inflects=True,
        enclitic_endings=("er", "ir"),
        enclitics=word_set("a ai aient ais ait as ent ez iez ions ons ont"),
        pointers=word_set(
            "annexe article chapitre consultez discours lire lisez livre menu"
            " page rapport section voir voyez étude"
        ),
    )
