"""The language of a text where nobody says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.intake.content.detection import SURE, detect

SENTENCES = {
    "en": "The ferry leaves at ten, and whoever misses it waits until morning, for the"
    " bridge that was promised twenty years ago has never been more than a drawing on the"
    " wall of the council.",
    "de": "Die Fähre legt um zehn ab, und wer sie verpasst, wartet bis zum Morgen, denn die"
    " Brücke, die man uns vor zwanzig Jahren versprochen hat, ist nie mehr geworden als"
    " eine Zeichnung im Rathaus.",
    "fr": "Le bac part à dix heures, et ceux qui le manquent attendent jusqu’au matin, car"
    " le pont que l’on nous avait promis il y a vingt ans n’a jamais été autre chose qu’un"
    " dessin au mur de la mairie.",
    "es": "El transbordador sale a las diez, y quien lo pierde espera hasta la mañana,"
    " porque el puente que nos prometieron hace veinte años nunca fue más que un dibujo en"
    " la pared del ayuntamiento.",
    "it": "Il traghetto parte alle dieci, e chi lo perde aspetta fino al mattino, perché il"
    " ponte che ci avevano promesso vent’anni fa non è mai stato altro che un disegno sul"
    " muro del municipio.",
    "pt": "A balsa sai às dez, e quem a perde espera até de manhã, porque a ponte que nos"
    " prometeram há vinte anos nunca foi mais do que um desenho na parede da câmara, e"
    " ninguém sabe quem o fez.",
    "nl": "De veerboot vertrekt om tien uur, en wie hem mist, wacht tot de ochtend, want de"
    " brug die ons twintig jaar geleden werd beloofd, is nooit meer geworden dan een"
    " tekening aan de muur.",
    "sv": "Färjan går klockan tio, och den som missar den väntar till morgonen, för bron"
    " som vi lovades för tjugo år sedan har aldrig blivit mer än en teckning på väggen i"
    " kommunhuset.",
    "fi": "Lautta lähtee kymmeneltä, ja se joka myöhästyy, odottaa aamuun asti, sillä"
    " silta, joka meille luvattiin kaksikymmentä vuotta sitten, ei ole koskaan ollut muuta"
    " kuin piirros seinällä.",
    "pl": "Prom odpływa o dziesiątej, a kto się spóźni, czeka do rana, bo most, który"
    " obiecano nam dwadzieścia lat temu, nigdy nie był niczym więcej niż rysunkiem na"
    " ścianie urzędu.",
    "tr": "Vapur saat onda kalkıyor ve onu kaçıran sabaha kadar bekliyor, çünkü bize yirmi"
    " yıl önce söz verilen köprü, belediyenin duvarındaki bir çizimden daha fazlası"
    " hiçbir zaman olmadı.",
    "hu": "A komp tízkor indul, és aki lekési, az reggelig vár, mert a híd, amelyet húsz"
    " évvel ezelőtt ígértek nekünk, soha nem volt több, mint egy rajz a városháza falán,"
    " és senki sem tudja, ki készítette.",
    "ro": "Bacul pleacă la ora zece, iar cine îl pierde așteaptă până dimineață, pentru că"
    " podul care ne-a fost promis acum douăzeci de ani nu a fost niciodată mai mult decât"
    " un desen pe perete.",
    "vi": "Chuyến phà rời bến lúc mười giờ, và ai lỡ chuyến thì phải đợi đến sáng, bởi vì"
    " cây cầu được hứa từ hai mươi năm trước chưa bao giờ là gì khác ngoài một bức vẽ"
    " trên tường.",
    "ru": "Паром отходит в десять, и кто опоздал, ждёт до утра: мост, обещанный двадцать"
    " лет назад, так и остался рисунком на стене управы, и никто уже не помнит, кто его"
    " нарисовал.",
    "uk": "Пором відходить о десятій, і хто спізнився, чекає до ранку: міст, обіцяний"
    " двадцять років тому, так і лишився малюнком на стіні управи.",
    "bg": "Фериботът тръгва в десет и който го изпусне, чака до сутринта, защото мостът,"
    " който ни обещаха преди двадесет години, така и не стана нещо повече от рисунка на"
    " стената.",
    "sr": "Скела полази у десет, и ко је пропусти, чека до јутра, јер мост који су нам"
    " обећали пре двадесет година никада није био више од цртежа на зиду општине.",
    "be": "Паром адыходзіць у дзесяць, і хто спазніўся, чакае да раніцы: мост, абяцаны"
    " дваццаць гадоў таму, так і застаўся малюнкам на сцяне ўправы.",
    "ar": "تغادر العبّارة في العاشرة، ومن فاتته انتظر حتى الصباح، فالجسر الموعود منذ عشرين"
    " عاما ما زال رسما على جدار البلدية.",
    "fa": "کشتی ساعت ده راه می‌افتد و هر که جا بماند تا صبح منتظر می‌ماند، چون پلی که بیست"
    " سال پیش وعده داده بودند هنوز نقشی بر دیوار شهرداری است.",
    "ur": "کشتی دس بجے روانہ ہوتی ہے، اور جس سے چھوٹ جائے وہ صبح تک انتظار کرتا ہے، کیونکہ"
    " پل کا وعدہ بیس سال پہلے کیا گیا تھا۔",
    "zh": "渡船十点开，误了船的人要等到天亮，因为二十年前许下的那座桥至今只是墙上的一张图。",
    "ja": "渡し船は十時に出る。乗り遅れた人は朝まで待つ。二十年前に約束された橋は、今も壁の絵のままだ。",
    "ko": "나룻배는 열 시에 떠나고, 놓친 사람은 아침까지 기다린다. 약속한 다리는 아직 그림일 뿐이다.",
    "el": "Το φέρι φεύγει στις δέκα, και όποιος το χάσει περιμένει ως το πρωί.",
    "he": "המעבורת יוצאת בעשר, ומי שמאחר ממתין עד הבוקר.",
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("site", ["en", "de", "eo"])
def test_a_text_tells_its_language(language: str, site: str) -> None:
    found = detect(SENTENCES[language], site)
    assert found.language == language
    assert not found.other
    assert found.by in (("site",) if language == site else ("script", "detected"))


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_in_the_language_of_the_site_is_left_to_it(language: str) -> None:
    for site in (language, f"{language}-XX"):
        found = detect(SENTENCES[language], site)
        assert (found.language, found.by, found.other) == (site, "site", "")


def test_few_letters_are_never_guessed_at() -> None:
    for language in ("de", "fr", "es"):
        words = SENTENCES[language].split()[:18]
        assert detect(" ".join(words), "en").by == "site"
    assert detect("", "de").language == "de"
    assert detect("A treaty with the Губернатор.", "en").language == "en"


def test_letters_tell_a_script_however_short() -> None:
    assert detect("Зима показала, кто платит за тишину.", "en").language == "ru"
    assert detect("حين يصبح الصهريج هو الشبكة", "en").language == "ar"
    assert detect("北京的桥", "en").language == "zh"


def test_a_site_in_another_language_of_the_script_keeps_its_own() -> None:
    assert detect("Зима показала", "bg").language == "bg"
    assert detect("زمستان نشان داد", "fa-AF").language == "fa-AF"
    assert detect(SENTENCES["ru"], "uk").language == "ru"


def test_kin_are_asked_about_where_a_text_is_short() -> None:
    danish = (
        "Han er en mand som bor her i byen, og han har en bror og en søster som bor i et"
        " hus ved skolen, men de er ikke hjemme i dag og kan ikke komme før i morgen eller"
        " senere i denne uge."
    )
    found = detect(danish, "en")
    assert found.language == "en"
    assert (found.by, found.other) == ("site", "da")
    assert 0 < found.confidence < SURE


def test_a_language_without_a_list_is_not_taken_for_another() -> None:
    basque = (
        "Gabarra hamarretan irteten da, eta galtzen duenak goizera arte itxaron behar du,"
        " duela hogei urte agindu ziguten zubia ez delako inoiz horman dagoen marrazki bat"
        " baino gehiago izan."
    )
    assert detect(basque, "en").language == "en"


@given(st.text(max_size=300), st.sampled_from(["en", "ru", "zh-Hant", "xx"]))
def test_any_text_has_a_language(text: str, site: str) -> None:
    found = detect(text, site)
    assert found.language
    assert 0 <= found.confidence <= 1
    assert detect(text, site) == found
