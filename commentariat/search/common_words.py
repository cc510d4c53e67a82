"""
Words that stand in most texts of a language and tell none of them: function words.

They are found like others; a query that has more telling words does without them, and
between the words of a phrase they count as what stands between.
"""

from __future__ import annotations

from typing import Final

from commentariat.search.folding import fold

_BY_LANGUAGE = """
a about after all also an and any are as at be because been before being between both
but by can could did do does during each for from had has have he her his how i if in
into is it its may more most my no nor not of on only or other our over she should so
some such than that the their them then there these they this those through to under
until up was we were what when where which while who whose why will with would you your

au aux avec c ce ces cette d dans de des dont du elle elles en est et etait etre ils il
j l la le les leur leurs lorsqu mais n ne nous on ont ou par pas plus pour qu que qui s
sa sans se ses son sont sous sur un une y

aber als am auch auf aus bei bis das dass dem den der des die doch durch ein eine einem
einen einer eines er es fur hat im ist kann mit nach nicht noch nur oder sein sich sie
sind uber um und unter vom von vor war werden wie wird zu zum zur

al como con del desde el ella ellos entre era esta este esto fue ha hay las lo los mas
muy o para pero por porque ser si sin sobre su sus tambien una y ya

ai al alla anche che ci come da dal dalla degli dei del della delle di e gli il nel
nella non per piu sono sul sulla tra uno

ao aos as com da das do dos e em foi mais mas na nas nao nos os ou para pela pelo por
se seu sua um uma

а без был была были было быть в вам вас весь во вот все всех вы где да для до его ее
если есть еще же за и из или им их к как когда которая которые который ли лишь между
меня мы на над нас не него нее нет ни них но о об однако он она они оно от по под при с
со так также там те тем то того тоже той только том ты у уже чем что чтобы эта эти это
этого этой этом этот я
будет будут какая какие каких какого какое какой какую которого которой которую которых
можно свои своего своей свой своих эту этим этих этому

або але адже би буде було був від вiд він вона вони воно все в до де для є ж за з зі і
із й його його її їх коли ми на над не ні но о про по під при та так також такий те ти
то у усі хто це цей цих ця чи що щоб як яка який якi які я

في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين ان أن إن لا لم لن ما ماذا هو هي
هم كان كانت قد او أو ثم بين بعد قبل كل حتى اذا إذا لكن و غير عند منذ ايضا أيضا كما
"""

COMMON: Final = frozenset(map(fold, _BY_LANGUAGE.split()))
"""All of them, folded, whatever the language of a text: a query does not say its own."""
