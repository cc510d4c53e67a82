"""
Names of months and of days of the week, in the languages of archives.

As CLDR and the usage of these languages have them, in all cases and short forms, in small
letters and without a full stop. A name that is of different months in two languages, as
*listopad* is, stands in no row: it would be guessed at.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    (
        "jan january янв января январь січ січня يناير janv janvier januar jän jänner "
        "ene enero січень gennaio gen janeiro januari stycznia sty styczeń ledna led "
        "leden januára január tammikuuta tammi tammikuu ianuarie ian януари яну јануар "
        "јан siječnja sij siječanj јануари ιανουαρίου ιαν ιανουάριος ocak oca ינואר "
        "ژانویه gener xaneiro xan urtarrila urt jaanuar jaan janvāris sausio saus "
        "sausis იანვარი იან հունվարի հնվ հունվար yanvar yan қаңтар қаң студзеня сту "
        "студзень janar janúar eanáir ean ionawr ion januarie"
    ),
    (
        "feb february фев февр февраля февраль лют лютого فبراير févr février fevrier "
        "februar febrero лютий febbraio fevereiro fev februari lutego lut luty února "
        "úno únor februára február helmikuuta helmi helmikuu febr februarie февруари "
        "фебруар феб veljače velj veljača φεβρουαρίου φεβ φεβρουάριος şubat şub פברואר "
        "فوریه febrer febreiro otsaila ots veebruar veebr februāris vasario vas vasaris "
        "თებერვალი თებ փետրվարի փտվ փետրվար fevral ақпан ақп лютага люты shkurt shk "
        "febrúar feabhra feabh chwefror chwef chw"
    ),
    (
        "mar march мар марта март бер березня مارس mars märz maerz mrz marzo mär "
        "березень março maart mrt marca marzec března bře březen marec marts "
        "maaliskuuta maalis maaliskuu március márc martie mart ožujka ožu ožujak "
        "μαρτίου μαρ μάρτιος μάρ מרץ maret mac març martxoa märts kovo kov kovas მარტი "
        "მარ մարտի մրտ մարտ наурыз нау сакавіка сак сакавік márta mawrth maw machi"
    ),
    (
        "apr april апр апреля апрель квіт квітня أبريل avr avril abr abril квітень "
        "aprile kwietnia kwi kwiecień dubna dub duben apríla apríl huhtikuuta huhti "
        "huhtikuu április ápr aprilie април travnja tra travanj απριλίου απρ απρίλιος "
        "nisan nis אפריל آوریل apirila api aprill aprīlis balandžio bal balandis აპრილი "
        "აპრ ապրիլի ապր ապրիլ aprel сәуір сәу красавіка кра красавік prill pri aibreán "
        "aib ebrill ebr aprili"
    ),
    (
        "may мая май трав травня مايو mai mayo травень maggio mag maio mei maja maj "
        "května kvě květen mája máj toukokuuta touko toukokuu május мај svibnja svi "
        "svibanj μαΐου μαΐ μάιος μάι mayıs מאי maig maiatza maijs gegužės geg gegužė "
        "მაისი მაი մայիսի մյս մայիս мамыр мам maí bealtaine beal"
    ),
    (
        "jun june июн июня июнь черв червня يونيو juin juni junio червень giugno giu "
        "junho czerwca cze czerwiec června čvn červen júna jún kesäkuuta kesä kesäkuu "
        "június iunie iun юни јун lipnja lipanj junij јуни ιουνίου ιουν ιούνιος ιούν "
        "haziran haz יוני ژوئن juny xuño ekaina eka juuni jūnijs jūn birželio birž "
        "birželis ივნისი ივნ հունիսի հնս հունիս iyun iyn маусым мау чэрвеня чэр чэрвень "
        "qershor qer júní meitheamh meith mehefin meh junie"
    ),
    (
        "jul july июл июля июль лип липня يوليو juil juillet juli julio липень luglio "
        "lug julho lipca lipiec července čvc červenec júla júl heinäkuuta heinä "
        "heinäkuu július iulie iul юли јул srpnja srpanj julij јули ιουλίου ιουλ "
        "ιούλιος ιούλ temmuz tem יולי ژوئیه julai juliol xullo xul uztaila uzt juuli "
        "jūlijs jūl liepos liep liepa ივლისი ივლ հուլիսի հլս հուլիս iyul iyl шілде шіл "
        "ліпеня ліп ліпень korrik korr júlí iúil gorffennaf gorff gor julie"
    ),
    (
        "aug august авг августа август серп серпня أغسطس août aout ago agosto серпень "
        "augustus sierpnia sie sierpień srpna srpen augusta augusti elokuuta elo elokuu "
        "augusztus avgust avg kolovoza kol kolovoz αυγούστου αυγ αύγουστος αύγ ağustos "
        "ağu אוגוסט اوت agustus agu ogos ogo agost abuztua abu augusts rugpjūčio rugp "
        "rugpjūtis აგვისტო აგვ օգոստոսի օգս օգոստոս avqust avq тамыз там жніўня жні "
        "жнівень gusht gush ágúst ágú lúnasa lún awst agosti"
    ),
    (
        "sep sept september сен сент сентября сентябрь вер вересня سبتمبر septembre "
        "septiembre setiembre вересень settembre set setembro września wrz wrzesień "
        "září zář septembra syyskuuta syys syyskuu szeptember szept septembrie "
        "септември сеп септембар septembar rujna ruj rujan σεπτεμβρίου σεπ σεπτέμβριος "
        "eylül eyl ספטמבר سپتامبر setembre iraila ira septembris rugsėjo rugs rugsėjis "
        "სექტემბერი სექ սեպտեմբերի սեպ սեպտեմբեր sentyabr sen қыркүйек қыр верасня "
        "верасень shtator sht mfómh medi septemba"
    ),
    (
        "oct october окт октября октябрь жовт жовтня أكتوبر octobre okt oktober octubre "
        "жовтень ottobre ott outubro out października paź październik října říj říjen "
        "októbra október lokakuuta loka lokakuu octombrie октомври октобар oktobar "
        "οκτωβρίου οκτ οκτώβριος ekim eki אוקטובר اکتبر urria urr oktoober oktobris "
        "spalio spal spalis ოქტომბერი ოქტ հոկտեմբերի հոկ հոկտեմբեր oktyabr қазан қаз "
        "кастрычніка кас кастрычнік tetor tet dfómh hydref hyd oktoba"
    ),
    (
        "nov november ноя нояб ноября ноябрь лист листопада نوفمبر novembre noviembre "
        "листопад novembro listopadu novembra marraskuuta marras marraskuu noiembrie "
        "ноември ное новембар нов novembar studenoga stu studeni νοεμβρίου νοε "
        "νοέμβριος νοέ kasım kas נובמבר نوامبر azaroa aza novembris lapkričio lapkr "
        "lapkritis ნოემბერი ნოე նոյեմբերի նոյ նոյեմբեր noyabr noy қараша қар лістапада "
        "ліс лістапад nëntor nën nóvember nóv samhain samh tachwedd tach novemba"
    ),
    (
        "dec december дек декабря декабрь груд грудня ديسمبر déc décembre decembre dez "
        "dezember dic diciembre грудень dicembre dezembro grudnia gru grudzień prosince "
        "pro prosinec decembra desember des joulukuuta joulu joulukuu decembrie "
        "декември децембар дец decembar prosinca prosinac δεκεμβρίου δεκ δεκέμβριος "
        "aralık ara דצמבר دسامبر disember dis desembre decembro abendua abe detsember "
        "dets decembris gruodžio gruod gruodis დეკემბერი დეკ դեկտեմբերի դեկ դեկտեմբեր "
        "dekabr dek желтоқсан жел снежня сне снежань dhjetor dhj nollaig noll rhagfyr "
        "rhag desemba"
    ),
)
"""A row a month."""
MONTHS: Final = {
    name: number for number, names in enumerate(_NAMES, 1) for name in names.split()
}
"""Number of a month by each of its names."""
WEEKDAYS: Final = frozenset(
    (
        "ahad ahd al alhamisi an antradienis aoine ar asteartea asteazkena astelehena "
        "az bazar ceturtd ceturtdiena cmt cs csütörtök cum cuma cumartesi czw czwartek "
        "céad cümə dc dg di die dienstag dijous dilluns dim dimanche dimarts dimecres "
        "dinsdag dissabte diumenge divendres dj dl do dom domenica domh domingo "
        "donderdag donnerstag ds dt dum duminică dv déar déardaoin enj esmaspäev fim "
        "fimmtudagur fr fre fredag freitag fri friday fös föstudagur gio giovedì gwe "
        "gwen hétfő hën iau ig igandea ijumaa isn isnin jeu jeudi joi jue jueves jum "
        "jumaat jumamosi jumanne jumapili jumat jumatano jumatatu kam kamis ke kedd "
        "keskiviikko keskiviikkona ketvirtadienis kha khamis kolmapäev kt la larunbata "
        "lau lauantai lauantaina laugardagur laupäev laurdag llun lr luan lun lundi "
        "lunedì lunes luni luns lör lördag lør lørdag ma maanantai maanantaina maandag "
        "man mandag mardi martedì martes marți mer mercoledì mercredi mi mie miercuri "
        "min minggu mittwoch mié miércoles mið miðvikudagur mo mon monday montag máirt "
        "mán mánudagur må mån måndag mér mércores mër ne ned nedelja nedeľa nedjelja "
        "neděle neljapäev niedz niedziela og ons onsdag or osteguna ostirala otrd "
        "otrdiena paz pazar pazartesi pe penktadienis per perjantai perjantaina "
        "perşembe pet petak petek pi piatok piektd piektdiena pirmadienis pirmd "
        "pirmdiena piątek pn po pon pondelok pondělí ponedeljak ponedeljek ponedjeljak "
        "poniedziałek pr pre pt pzt pá pátek péntek pühapäev qua quarta-feira qui "
        "quinta-feira rab rabu reede sa sab sabato sabtu sad sal salı sam samedi "
        "samstag sat saterdag sath saturday seg segunda-feira sekmadienis sel selasa "
        "senin sestd sestdiena sex sexta-feira sk so sob sobota sondag sonntag sre "
        "sreda sri srijeda st streda středa su sub subota sul sun sunday sunnudagur "
        "sunnuntai sunnuntaina svētd svētdiena sze szerda szo szombat sáb sábado sâm "
        "sâmbătă sön söndag sø søn søndag teisipäev ter terça-feira thu thursday ti "
        "tiistai tiistaina tir tirs tirsdag tis tisdag to tor torek tors torsdag "
        "torstai torstaina tr trečiadienis trešd trešdiena tue tuesday ty tysdag ut uto "
        "utorak utorok vasárnap ven vendredi venerdì venres vie viernes vin vineri vr "
        "vrijdag vrydag wed wednesday wo woensdag wt wtorek xov xoves za zaterdag zo "
        "zondag çar çarşamba çərşənbə út úterý þri þriðjudagur čet četrtek četvrtak čt "
        "čtvrtek śr środa şənbə šeštadienis št štvrtok δευ δευτέρα κυρ κυριακή πέμ "
        "πέμπτη παρ παρασκευή σάβ σάββατο τετ τετάρτη τρί τρίτη аў аўторак бейсенбі бс "
        "воскресенье вс вт вто вторник вівторок дс дүйсенбі жексенбі жм жс жұма нд нед "
        "недела неделя недеља неділя нядзеля пʼятниця панядзелак пет петак петок петък "
        "пн пон понеделник понедельник понедељак понеділок пт пятница пятніца саб "
        "сабота сб сейсенбі сенбі серада середа ср сре среда сряда сс суб суббота "
        "субота събота сәрсенбі уто уторак чацвер чет четвер четверг четвртак четврток "
        "четвъртък чт чц երեքշաբթի երկ երկուշաբթի երք կիր կիրակի հինգշաբթի հնգ շաբաթ "
        "շբթ ուր ուրբաթ չորեքշաբթի չրք שבת الأحد الأربعاء الاثنين الثلاثاء الجمعة "
        "الخميس السبت جمعه دوشنبه شنبه پنجشنبه چهارشنبه یکشنبه კვი კვირა ოთხ ოთხშაბათი "
        "ორშ ორშაბათი პარ პარასკევი სამ სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი"
    ).split()
)
"""Names of days of the week that name no month."""
