"""How each figure is reckoned, in a shopkeeper's sentence, by its formula key, in both languages."""

from __future__ import annotations

from typing import Final

FORMULAS: Final[dict[str, tuple[str, str]]] = {
    "figures.summary": (
        "Всё, что записано до этого дня. День, на который покупки с учётом возвратов дали больше нуля, — это визит.",
        (
            "Everything written down up to this day. A day whose purchases less refunds come to more than nothing "
            "is a visit."
        ),
    ),
    "figures.status": (
        (
            "Не ходит — молчит дольше порога L, который видно по возвратам клиентов вашего магазина; новичок — был "
            "один раз; задерживается — молчит вдвое дольше своего обычного срока: это напоминание, а не приговор, "
            "многие ещё придут; остальные ходят как обычно."
        ),
        (
            "Stays away: silent for longer than L days, as the returns of your own clients show; newcomer: came "
            "once; running late: silent for twice the own usual interval, which is a reminder and no verdict, many "
            "still come; all others come as usual."
        ),
    ),
    "figures.status.owner": (
        (
            "Не ходит — молчит дольше порога L, который назначили вы; новичок — был один раз; задерживается — молчит "
            "вдвое дольше своего обычного срока; остальные ходят как обычно."
        ),
        (
            "Stays away: silent for longer than the L days that you set; newcomer: came once; running late: silent "
            "for twice the own usual interval; all others come as usual."
        ),
    ),
    "figures.status.preset": (
        (
            "Возвратов пока мало, чтобы узнать ваш срок, поэтому не ходит — кто молчит дольше 90 дней; новичок — был "
            "один раз; задерживается — молчит вдвое дольше своего обычного срока."
        ),
        (
            "Too few returns so far to know your own limit, so whoever is silent for over 90 days stays away; "
            "newcomer: came once; running late: silent for twice the own usual interval."
        ),
    ),
    "figures.return-curve": (
        (
            "Доля клиентов, пришедших снова за столько дней; кто ещё может прийти, считается честно, а не ушедшим. "
            "L — срок, за который возвращаются девять из десяти тех, кто вообще возвращается."
        ),
        (
            "The share of clients who came again within so many days; who may still come does not count as gone. "
            "L: the days within which nine of ten of those who ever return have returned."
        ),
    ),
    "figures.rfm": (
        (
            "Каждый клиент сравнён с остальными: как давно был, сколько раз приходил, сколько принёс за вычетом "
            "возвратов. Одинаковым — одинаковые баллы."
        ),
        "Each client beside the others: how long ago, how often, how much less refunds. Equal clients score alike.",
    ),
    "figures.rfm.window": (
        "Как давно был — за всё время; сколько раз и сколько принёс — за последние дни, сколько назначено.",
        "How long ago: of all time; how often and how much: of the last so many days.",
    ),
    "figures.rfm.limits": (
        "Баллы по вашим порогам давности, числа визитов и суммы.",
        "Scores by your own limits of days, visits and money.",
    ),
    "figures.abc-xyz": (
        (
            "A — кто вместе приносит первые 80 % денег за вычетом возвратов, B — до 95 %, C — остальные. X — был "
            "хотя бы трижды и покупает в каждом втором периоде (месяце) или чаще, Y — реже, Z — был один раз."
        ),
        (
            "A: those who bring the first 80 % of the money less refunds, B: up to 95 %, C: the rest. X came three "
            "times and buys in at least every second period (month), Y less often, Z came once."
        ),
    ),
    "figures.conversion": (
        (
            "Из тех, кто впервые купил не меньше W дней назад, — сколько купили снова за W дней. Кому ещё не "
            "хватило времени, не считаются."
        ),
        (
            "Of those who first bought at least W days ago, how many bought again within W days. Who has not had "
            "the time yet is not counted."
        ),
    ),
    "figures.conversion.groups": (
        "То же по группам первой покупки; отличие группы от остальных проверено на случайность.",
        "The same by groups of the first purchase; what tells a group from the rest was tested against chance.",
    ),
    "figures.flow": (
        "Было + новые + вернувшиеся − потерянные = стало. Потерян — на следующий день после L дней молчания.",
        "Opening + new + returned - lost = closing. A client is lost on the day after L days of silence.",
    ),
    "figures.cohorts": (
        "Клиенты по месяцу первой покупки: сколько из них покупали в каждый следующий. Будущее пусто, а не ноль.",
        (
            "Clients by the month of their first purchase: how many bought in each one since. The future is empty, "
            "not zero."
        ),
    ),
    "figures.average-check": (
        (
            "Сумма чеков за вычетом возвратов, делённая на их число; полностью возвращённые не считаются. Рядом "
            "медиана: половина чеков меньше неё."
        ),
        (
            "The sum of the receipts less refunds by their number; those taken back whole do not count. Beside it "
            "the median: half of the receipts are below."
        ),
    ),
    "figures.average-check.groups": (
        "То же по группам; чек с товарами из нескольких групп считается в каждой целиком.",
        "The same by groups; a receipt that is in several counts whole in each.",
    ),
    "figures.intervals": (
        "Обычный срок между визитами каждого, кто был хотя бы дважды, и стал ли он приходить чаще.",
        "The usual days between the visits of everybody who came twice, and whether they come more often now.",
    ),
    "figures.reward": (
        (
            "Чеки с первого дня награды против чеков за столько же дней до неё, сумма — после скидки. «Выросло» или "
            "«упало» — когда разница больше случайной (95 %). Чеки с наградой и без сравнивать осторожно: кто и так "
            "берёт много, получает её сам собой."
        ),
        (
            "Receipts since the reward began beside those of as many days before it, after the discount. “Rose” or "
            "“fell” where the difference is more than chance (95 %). With and without say little: whoever buys much "
            "anyway gets the reward."
        ),
    ),
    "figures.leaving-reasons": (
        (
            "Причины, записанные в карточках: последняя из тех, после которых клиент не приходил. Деньги — сколько "
            "приносил за год, пока ходил. Без причины — потерянные, у которых её никто не записал."
        ),
        (
            "Reasons written down on the cards: the last one after which the client has not come. Money: what a year "
            "brought while they came. Without a reason: the lost of whom nobody wrote one down."
        ),
    ),
    "figures.rich-and-rare": (
        "Средний чек из самых высоких, а приходят реже, чем принято у вас; сколько принёс бы за год обычный срок.",
        (
            "Average receipts among the highest, visits rarer than is usual here; what the usual interval would "
            "bring in a year."
        ),
    ),
    "figures.lifetime": (
        (
            "Насколько вероятно, что клиент придёт в ближайшие H дней, — по тому, как часто и как давно он бывал, "
            "и по всем остальным клиентам."
        ),
        (
            "How likely each client is to come within H days, by how often and how long ago they came, and by all "
            "the others."
        ),
    ),
    "figures.potential": (
        (
            "Ожидаемые визиты каждого клиента за H дней, умноженные на его ожидаемый чек. Границы — девять случаев "
            "из десяти."
        ),
        (
            "The visits expected of each client within H days times their expected receipt. The range holds nine "
            "times of ten."
        ),
    ),
    "figures.potential.margin": (
        "Ожидаемые визиты за H дней, умноженные на ожидаемый чек и на долю, которая остаётся вам.",
        "The visits expected within H days times the expected receipt times the share that stays with you.",
    ),
    "figures.baskets": (
        "Что лежит в одном чеке чаще, чем вышло бы случайно. Во сколько раз чаще — в столбце «чаще случайного».",
        "What lies in one receipt more often than by chance, and how many times as often.",
    ),
    "figures.baskets.day": (
        "Что берут в один день чаще, чем вышло бы случайно.",
        "What is bought on one day more often than by chance.",
    ),
    "figures.sequences": (
        "Что клиент берёт в следующий раз после этой покупки, и кому пора.",
        "What a client takes the next time after this purchase, and who is due.",
    ),
    "figures.entry-exit.entry": (
        (
            "После какой первой покупки возвращаются за W дней, а после какой нет; выход — визиты, за которыми L "
            "дней никто не пришёл."
        ),
        (
            "After which first purchase people return within W days and after which they do not; exit: visits "
            "followed by none within L days."
        ),
    ),
    "figures.entry-exit.exit": (
        "Визиты, за которыми L дней не было следующего, по товарам; доля от всех таких визитов, а не число.",
        "Visits followed by none within L days, by goods; a share of all such visits, not a count.",
    ),
    "figures.sources": (
        (
            "Источник из карточки, новые клиенты по первой покупке. Цена клиента — потрачено на источник, делённое "
            "на новых. Молодые клиенты ещё не успели окупиться."
        ),
        (
            "The source on the card, new clients by their first purchase. Cost of a client: what was spent by the "
            "new ones. Young clients have had no time to pay back."
        ),
    ),
    "figures.plan": (
        "Сделано — выручка с возвратами от плана; к сегодняшнему дню ждали столько же плана, сколько прошло дней.",
        "Done: sales less refunds of the plan; expected by now: as much of the plan as days have passed.",
    ),
    "figures.plan.weekdays": (
        "То же, но дни взвешены тем, как дни недели продавали последние восемь недель.",
        "The same with the days weighed by what their weekdays sold in the last eight weeks.",
    ),
    "figures.anomalies": (
        "Законченные периоды рядом с восемью предыдущими; отмечены те, что отличаются так, как случайно не бывает.",
        "Complete periods beside the eight before; marked where they differ as chance hardly does.",
    ),
    "figures.anomalies.counts": (
        "То же для счёта: редкие события сравнены с тем, как часто такое бывает случайно.",
        "The same for counts: rare events beside how often chance brings so many.",
    ),
    "figures.portrait": (
        (
            "Чем лучшие клиенты отличались уже в первый визит. Позднейшие покупки не используются: они и есть то, "
            "что ищем."
        ),
        "What told the best clients from others on their very first visit. Later purchases are not used.",
    ),
    "figures.products": (
        (
            "A — товары первых 80 % выручки, B — до 95 %, C — остальные. X — продаются ровно, Y — колеблются, Z — "
            "как придётся."
        ),
        (
            "A: goods of the first 80 % of the revenue, B: up to 95 %, C: the rest. X sell evenly, Y vary, Z come "
            "by chance."
        ),
    ),
    "figures.products.profit": (
        "То же по прибыли: выручка за вычетом себестоимости там, где она известна.",
        "The same by profit: revenue less the cost where it is known.",
    ),
    "figures.new-existing": (
        "Продажи первого дня клиента — новые, все следующие — повторные; безымянные отдельно.",
        "Sales of a client's first day are first ones, all later repeat ones; anonymous sales apart.",
    ),
    "figures.forecast": (
        "Прогноз делается по законченным периодам, их нужно не меньше шести.",
        "A forecast is made of complete periods; six are needed at least.",
    ),
    "figures.forecast.level": (
        "Среднее трёх последних законченных периодов; границы — четыре случая из пяти.",
        "The mean of the last three complete periods; the range holds four times of five.",
    ),
    "figures.forecast.trend": (
        "Продолжение линии последних двенадцати периодов; границы — четыре случая из пяти.",
        "The line of the last twelve periods, carried on; the range holds four times of five.",
    ),
    "figures.forecast.season": (
        "Тот же период год назад с поправкой на рост трёх последних; границы — четыре случая из пяти.",
        "The same period a year ago times the growth of the last three; the range holds four times of five.",
    ),
    "figures.lost-money": (
        (
            "Визиты, которых не было с тех пор, как клиент замолчал, умноженные на его средний чек, не больше чем "
            "за H дней."
        ),
        "The visits not made since a client fell silent times the own average receipt, of at most H days.",
    ),
    "figures.tiers": (
        "Где каждый стоял бы по правилам шкалы; ничего не меняется. Закреплённые вручную остаются.",
        "Where the rules of the scale would put everybody; nothing is changed. Who was put by hand stays.",
    ),
    "figures.cross-sell": (
        (
            "Кто брал одно и ни разу не брал другое. Не предлагается тем, кто брал и вернул, просил не беспокоить, с "
            "кем недавно говорили и кто возвращает половину купленного."
        ),
        (
            "Who bought the one and never the other. Left out: who tried and gave it back, asked to be left alone, was "
            "talked to a short while ago, or brings back half of what they buy."
        ),
    ),
    "figures.cross-sell.offers": (
        "Что берут те же люди чаще случайного, и скольким, у кого есть первое, второе ещё не предлагали.",
        "What the same people buy more often than by chance, and how many who have the one never had the other.",
    ),
    "figures.abc-xyz.variation": (
        "A, B, C — по деньгам за вычетом возвратов; X, Y, Z — насколько ровно покупает от периода к периоду.",
        "A, B, C by money less refunds; X, Y, Z by how even the purchases are from period to period.",
    ),
    "figures.abc-xyz.gross.variation": (
        "A, B, C — по продажам без возвратов; X, Y, Z — насколько ровно покупает от периода к периоду.",
        "A, B, C by sales alone, refunds left out; X, Y, Z by how even the purchases are from period to period.",
    ),
    "figures.abc-xyz.gross": (
        (
            "A — кто вместе приносит первые 80 % продаж без учёта возвратов, B — до 95 %, C — остальные; X, Y, Z — "
            "по частоте."
        ),
        (
            "A: those who bring the first 80 % of the sales, refunds left out, B: up to 95 %, C: the rest; X, Y, Z "
            "by frequency."
        ),
    ),
}
