<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n a day</source>
        <translation>
            <numerusform>%n в день</numerusform>
            <numerusform>%n в день</numerusform>
            <numerusform>%n в день</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n an hour</source>
        <translation>
            <numerusform>%n в час</numerusform>
            <numerusform>%n в час</numerusform>
            <numerusform>%n в час</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n canary clients planted</source>
        <translation>
            <numerusform>Добавлен %n клиент-ловушка</numerusform>
            <numerusform>Добавлено %n клиента-ловушки</numerusform>
            <numerusform>Добавлено %n клиентов-ловушек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards opened in the week; what is usual is not known yet</source>
        <translation>
            <numerusform>Открыто карточек за неделю: %n; сколько бывает обычно, ещё не известно</numerusform>
            <numerusform>Открыто карточек за неделю: %n; сколько бывает обычно, ещё не известно</numerusform>
            <numerusform>Открыто карточек за неделю: %n; сколько бывает обычно, ещё не известно</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cells will not be loaded</source>
        <comment>of a column</comment>
        <translation>
            <numerusform>%n ячейка не загрузится</numerusform>
            <numerusform>%n ячейки не загрузятся</numerusform>
            <numerusform>%n ячеек не загрузится</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks</source>
        <comment>purchases of a client</comment>
        <translation>
            <numerusform>%n чек</numerusform>
            <numerusform>%n чека</numerusform>
            <numerusform>%n чеков</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks failed</source>
        <translation>
            <numerusform>%n проверка не прошла</numerusform>
            <numerusform>%n проверки не прошли</numerusform>
            <numerusform>%n проверок не прошли</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <comment>clients</comment>
        <translation>
            <numerusform>Выбран %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
            <numerusform>Выбрано %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients</source>
        <translation>
            <numerusform>%n клиент</numerusform>
            <numerusform>%n клиента</numerusform>
            <numerusform>%n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients</source>
        <comment>found</comment>
        <translation>
            <numerusform>%n клиент</numerusform>
            <numerusform>%n клиента</numerusform>
            <numerusform>%n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are exported</source>
        <translation>
            <numerusform>Выгружен %n клиент</numerusform>
            <numerusform>Выгружено %n клиента</numerusform>
            <numerusform>Выгружено %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are house clients no more</source>
        <translation>
            <numerusform>%n клиент больше не служебный</numerusform>
            <numerusform>%n клиента больше не служебные</numerusform>
            <numerusform>%n клиентов больше не служебные</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are in the file.</source>
        <translation>
            <numerusform>В файле %n клиент.</numerusform>
            <numerusform>В файле %n клиента.</numerusform>
            <numerusform>В файле %n клиентов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients are on their way to the printer</source>
        <translation>
            <numerusform>%n клиент отправлен на печать</numerusform>
            <numerusform>%n клиента отправлены на печать</numerusform>
            <numerusform>%n клиентов отправлены на печать</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients changed their tier</source>
        <translation>
            <numerusform>Ступень сменилась: %n клиент</numerusform>
            <numerusform>Ступень сменилась: %n клиента</numerusform>
            <numerusform>Ступень сменилась: %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients deleted for ever</source>
        <translation>
            <numerusform>Навсегда удалён %n клиент</numerusform>
            <numerusform>Навсегда удалено %n клиента</numerusform>
            <numerusform>Навсегда удалено %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients fell silent after a leaving</source>
        <translation>
            <numerusform>%n клиент замолчал после увольнения</numerusform>
            <numerusform>%n клиента замолчали после увольнения</numerusform>
            <numerusform>%n клиентов замолчали после увольнения</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients fit this condition alone</source>
        <translation>
            <numerusform>%n клиент подходит под одно это условие</numerusform>
            <numerusform>%n клиента подходят под одно это условие</numerusform>
            <numerusform>%n клиентов подходят под одно это условие</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients marked as house clients</source>
        <translation>
            <numerusform>%n клиент отмечен служебным</numerusform>
            <numerusform>%n клиента отмечены служебными</numerusform>
            <numerusform>%n клиентов отмечены служебными</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients moved to the trash</source>
        <translation>
            <numerusform>%n клиент в корзине</numerusform>
            <numerusform>%n клиента в корзине</numerusform>
            <numerusform>%n клиентов в корзине</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients restored</source>
        <translation>
            <numerusform>Восстановлен %n клиент</numerusform>
            <numerusform>Восстановлено %n клиента</numerusform>
            <numerusform>Восстановлено %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients were kept</source>
        <translation>
            <numerusform>%n клиент оставлен</numerusform>
            <numerusform>%n клиента оставлены</numerusform>
            <numerusform>%n клиентов оставлены</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients with purchases</source>
        <translation>
            <numerusform>%n клиент с покупками</numerusform>
            <numerusform>%n клиента с покупками</numerusform>
            <numerusform>%n клиентов с покупками</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would change</source>
        <translation>
            <numerusform>Изменится %n клиент</numerusform>
            <numerusform>Изменятся %n клиента</numerusform>
            <numerusform>Изменятся %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would change their tier</source>
        <translation>
            <numerusform>Ступень изменится: %n клиент</numerusform>
            <numerusform>Ступень изменится: %n клиента</numerusform>
            <numerusform>Ступень изменится: %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clients would get other scores</source>
        <translation>
            <numerusform>Оценки изменятся у %n клиента</numerusform>
            <numerusform>Оценки изменятся у %n клиентов</numerusform>
            <numerusform>Оценки изменятся у %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n столбец</numerusform>
            <numerusform>%n столбца</numerusform>
            <numerusform>%n столбцов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns will not be loaded.</source>
        <translation>
            <numerusform>%n столбец не будет загружен.</numerusform>
            <numerusform>%n столбца не будут загружены.</numerusform>
            <numerusform>%n столбцов не будут загружены.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were shown to you today.</source>
        <translation>
            <numerusform>Сегодня вам показан уже %n контакт.</numerusform>
            <numerusform>Сегодня вам показаны уже %n контакта.</numerusform>
            <numerusform>Сегодня вам показано уже %n контактов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contacts were shown to you today. Say what this one is needed for: the owner reads it in the activity log.</source>
        <translation>
            <numerusform>Сегодня вам показан уже %n контакт. Напишите, зачем нужен этот: владелец прочтёт это в журнале действий.</numerusform>
            <numerusform>Сегодня вам показаны уже %n контакта. Напишите, зачем нужен этот: владелец прочтёт это в журнале действий.</numerusform>
            <numerusform>Сегодня вам показано уже %n контактов. Напишите, зачем нужен этот: владелец прочтёт это в журнале действий.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a length of time, in full</comment>
        <translation>
            <numerusform>%n день</numerusform>
            <numerusform>%n дня</numerusform>
            <numerusform>%n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <comment>a length of time, short</comment>
        <translation>
            <numerusform>%n дн.</numerusform>
            <numerusform>%n дн.</numerusform>
            <numerusform>%n дн.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n дн. назад</numerusform>
            <numerusform>%n дн. назад</numerusform>
            <numerusform>%n дн. назад</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days with purchases</source>
        <translation>
            <numerusform>%n день с покупкой</numerusform>
            <numerusform>%n дня с покупками</numerusform>
            <numerusform>%n дней с покупками</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days with purchases or more within {window}</source>
        <translation>
            <numerusform>От %n дня с покупками за {window}</numerusform>
            <numerusform>От %n дней с покупками за {window}</numerusform>
            <numerusform>От %n дней с покупками за {window}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n doubtful pairs wait for a decision. Without one the rows become new clients.</source>
        <translation>
            <numerusform>%n сомнительная пара ждёт решения. Без него строка станет новым клиентом.</numerusform>
            <numerusform>%n сомнительные пары ждут решения. Без него строки станут новыми клиентами.</numerusform>
            <numerusform>%n сомнительных пар ждут решения. Без него строки станут новыми клиентами.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <comment>cells of a column</comment>
        <translation>
            <numerusform>%n пустая</numerusform>
            <numerusform>%n пустые</numerusform>
            <numerusform>%n пустых</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entered</source>
        <comment>a segment</comment>
        <translation>
            <numerusform>пришёл %n</numerusform>
            <numerusform>пришли %n</numerusform>
            <numerusform>пришли %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries have come since.</source>
        <translation>
            <numerusform>С тех пор добавилась %n запись.</numerusform>
            <numerusform>С тех пор добавились %n записи.</numerusform>
            <numerusform>С тех пор добавилось %n записей.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone since it was asked</source>
        <translation>
            <numerusform>%n удалён с тех пор</numerusform>
            <numerusform>%n удалены с тех пор</numerusform>
            <numerusform>%n удалено с тех пор</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in another portfolio now</source>
        <translation>
            <numerusform>%n теперь в другом портфеле</numerusform>
            <numerusform>%n теперь в другом портфеле</numerusform>
            <numerusform>%n теперь в другом портфеле</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <comment>a segment</comment>
        <translation>
            <numerusform>ушёл %n</numerusform>
            <numerusform>ушли %n</numerusform>
            <numerusform>ушли %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines of purchases too.</source>
        <translation>
            <numerusform>И %n строка покупок.</numerusform>
            <numerusform>И %n строки покупок.</numerusform>
            <numerusform>И %n строк покупок.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked clients</source>
        <translation>
            <numerusform>%n отмеченный клиент</numerusform>
            <numerusform>%n отмеченных клиента</numerusform>
            <numerusform>%n отмеченных клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <comment>clients found</comment>
        <translation>
            <numerusform>%n совпадение</numerusform>
            <numerusform>%n совпадения</numerusform>
            <numerusform>%n совпадений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more may be shown today</source>
        <translation>
            <numerusform>Сегодня можно показать ещё %n</numerusform>
            <numerusform>Сегодня можно показать ещё %n</numerusform>
            <numerusform>Сегодня можно показать ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more values</source>
        <translation>
            <numerusform>ещё %n значение</numerusform>
            <numerusform>ещё %n значения</numerusform>
            <numerusform>ещё %n значений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them canaries</source>
        <translation>
            <numerusform>из них %n ловушка</numerusform>
            <numerusform>из них %n ловушки</numerusform>
            <numerusform>из них %n ловушек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are not decided: those rows will not come in.</source>
        <translation>
            <numerusform>%n пара не решена: эта строка не загрузится.</numerusform>
            <numerusform>%n пары не решены: эти строки не загрузятся.</numerusform>
            <numerusform>%n пар не решено: эти строки не загрузятся.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n строка</numerusform>
            <numerusform>%n строки</numerusform>
            <numerusform>%n строк</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the base</source>
        <translation>
            <numerusform>Загружена %n строка</numerusform>
            <numerusform>Загружено %n строки</numerusform>
            <numerusform>Загружено %n строк</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the base again</source>
        <translation>
            <numerusform>%n строка снова в базе</numerusform>
            <numerusform>%n строки снова в базе</numerusform>
            <numerusform>%n строк снова в базе</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out: these buyers are not in the base.</source>
        <translation>
            <numerusform>%n строка не загрузится: такого покупателя нет в базе.</numerusform>
            <numerusform>%n строки не загрузятся: таких покупателей нет в базе.</numerusform>
            <numerusform>%n строк не загрузятся: таких покупателей нет в базе.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows did not come in</source>
        <translation>
            <numerusform>%n строка не загружена</numerusform>
            <numerusform>%n строки не загружены</numerusform>
            <numerusform>%n строк не загружено</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries left</source>
        <translation>
            <numerusform>осталась %n попытка</numerusform>
            <numerusform>осталось %n попытки</numerusform>
            <numerusform>осталось %n попыток</numerusform>
        </translation>
    </message>
    <message>
        <source>0.07 will become 7%</source>
        <translation>0,07 станет 7 %</translation>
    </message>
    <message>
        <source>1C, till</source>
        <translation>1С, касса</translation>
    </message>
    <message>
        <source>2 days ago</source>
        <comment>the day before yesterday</comment>
        <translation>позавчера</translation>
    </message>
    <message>
        <source>A .crmb file made by this program</source>
        <translation>Файл .crmb, сделанный этой программой</translation>
    </message>
    <message>
        <source>A base is a folder on this computer, encrypted with the owner's password.</source>
        <translation>База — это папка на этом компьютере, зашифрованная паролем владельца.</translation>
    </message>
    <message>
        <source>A client is lost after so many days of silence</source>
        <translation>Клиент потерян, если молчит столько дней</translation>
    </message>
    <message>
        <source>A condition is not finished yet.</source>
        <translation>Одно условие ещё не дописано.</translation>
    </message>
    <message>
        <source>A contact was traced</source>
        <translation>Искали источник контакта</translation>
    </message>
    <message>
        <source>A copy is encrypted like the base. It opens with the owner's password or the recovery code.</source>
        <translation>Копия зашифрована, как и база. Открывается паролем владельца или запасным кодом.</translation>
    </message>
    <message>
        <source>a discount {amount}</source>
        <translation>скидка {amount}</translation>
    </message>
    <message>
        <source>A dismissal closes the way to the present base and to all copies made by the program. Files that a member of staff copied before still open with that person's old password, and show the contacts of that person's own clients alone, as of that day.</source>
        <translation>Увольнение закрывает доступ к текущей базе и ко всем копиям, сделанным программой. Файлы, которые сотрудник скопировал раньше, он по-прежнему откроет своим старым паролем — и увидит в них контакты только своих клиентов на ту дату.</translation>
    </message>
    <message>
        <source>A field of its own</source>
        <translation>В своё поле</translation>
    </message>
    <message>
        <source>A file that was exported or printed is no longer protected.</source>
        <translation>Выгруженный или распечатанный файл больше не защищён.</translation>
    </message>
    <message>
        <source>A folder on your stick</source>
        <translation>Папка на вашей флешке</translation>
    </message>
    <message>
        <source>A frozen segment stays as it is. This is what it was made of; saving makes a new one.</source>
        <translation>Замороженный сегмент не меняется. Здесь то, из чего он сделан; при сохранении получится новый.</translation>
    </message>
    <message>
        <source>A frozen segment stays as it was made.</source>
        <translation>Замороженный сегмент остаётся таким, каким его сделали.</translation>
    </message>
    <message>
        <source>A group: {how}</source>
        <comment>of conditions</comment>
        <translation>Группа: {how}</translation>
    </message>
    <message>
        <source>A large part of a portfolio was looked at: {name}</source>
        <translation>Просмотрена большая часть портфеля: {name}</translation>
    </message>
    <message>
        <source>A load or a copy is being written now.</source>
        <translation>Сейчас записывается загрузка или копия.</translation>
    </message>
    <message>
        <source>A load, a copy or a check has not ended yet. Stopping it leaves the base as it was before.</source>
        <translation>Загрузка, копия или проверка ещё не закончилась. Если остановить её, база останется как была.</translation>
    </message>
    <message>
        <source>A member of staff cannot read phones, addresses, messages and files of other people's clients, whatever the settings: there is no key to them. Own clients are seen for work, and can be remembered, written down or photographed. No program can prevent that.</source>
        <translation>Телефоны, адреса, переписку и файлы чужих клиентов сотрудник не может прочитать ни при каких настройках: ключа к ним у него нет. Своих клиентов он видит по работе — их он может запомнить, переписать или сфотографировать. Это не может предотвратить ни одна программа.</translation>
    </message>
    <message>
        <source>A name is too long</source>
        <translation>Название слишком длинное</translation>
    </message>
    <message>
        <source>A name or one contact is enough, the rest may wait.</source>
        <translation>Достаточно имени или одного контакта, остальное может подождать.</translation>
    </message>
    <message>
        <source>A name stands twice, or is that of the common portfolio “{name}”</source>
        <translation>Название повторяется или совпало с общим портфелем «{name}»</translation>
    </message>
    <message>
        <source>a new client</source>
        <translation>новый клиент</translation>
    </message>
    <message>
        <source>a new field with the name of the column</source>
        <translation>поле с названием столбца</translation>
    </message>
    <message>
        <source>A new one: the folder that is here now stays on the disk</source>
        <translation>Новая: нынешняя папка останется на диске</translation>
    </message>
    <message>
        <source>A new password</source>
        <translation>Новый пароль</translation>
    </message>
    <message>
        <source>A noted fingerprint</source>
        <translation>Записанный отпечаток</translation>
    </message>
    <message>
        <source>A number from 0 to 100</source>
        <translation>Число от 0 до 100</translation>
    </message>
    <message>
        <source>A number of days is needed here</source>
        <translation>Здесь нужно число дней</translation>
    </message>
    <message>
        <source>A phone with its country code, or an e-mail, one a line and each once</source>
        <translation>Телефон с кодом страны или почта, по одному в строке и без повторов</translation>
    </message>
    <message>
        <source>A portfolio for each employee</source>
        <translation>Свой портфель у каждого</translation>
    </message>
    <message>
        <source>A quotation mark has no pair. Those lines were read as they stand.</source>
        <translation>У кавычки нет пары. Эти строки прочитаны как есть.</translation>
    </message>
    <message>
        <source>A ready role keeps its name</source>
        <translation>Готовая роль сохраняет название</translation>
    </message>
    <message>
        <source>A reason is asked from the n-th on</source>
        <translation>Спрашивать причину начиная с показа №</translation>
    </message>
    <message>
        <source>A reason to call; whether they return, the chance beside it tells.</source>
        <translation>Это повод позвонить; вернётся ли клиент, говорит вероятность рядом.</translation>
    </message>
    <message>
        <source>A sealed value does not open: it was changed outside the program.</source>
        <translation>Запечатанная запись не открывается: её изменили вне программы.</translation>
    </message>
    <message>
        <source>A search text is no condition that could go on: those who are found now are kept.</source>
        <translation>Текст поиска — не условие на будущее: сохранятся те, кто найден сейчас.</translation>
    </message>
    <message>
        <source>A similar client exists already</source>
        <translation>Похожий клиент уже есть</translation>
    </message>
    <message>
        <source>A template needs a name.</source>
        <translation>Шаблону нужно название.</translation>
    </message>
    <message>
        <source>a tier that is gone</source>
        <translation>удалённая ступень</translation>
    </message>
    <message>
        <source>a usual check {amount}</source>
        <translation>обычный чек {amount}</translation>
    </message>
    <message>
        <source>a usual value, until there are enough sales</source>
        <translation>обычное значение, пока продаж мало</translation>
    </message>
    <message>
        <source>About</source>
        <translation>У кого</translation>
    </message>
    <message>
        <source>About the client</source>
        <translation>О клиенте</translation>
    </message>
    <message>
        <source>Access off</source>
        <translation>Доступ закрыт</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Действия</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>действия</translation>
    </message>
    <message>
        <source>Actions: {name}</source>
        <translation>Действия: {name}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Добавить условие</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>Добавить контакт</translation>
    </message>
    <message>
        <source>Add a group of conditions</source>
        <translation>Добавить группу условий</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Добавить строку</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Добавить сотрудника</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Добавить метку</translation>
    </message>
    <message>
        <source>Add a tier</source>
        <translation>Добавить ступень</translation>
    </message>
    <message>
        <source>Add and change</source>
        <translation>Добавлять и менять</translation>
    </message>
    <message>
        <source>Add the first client</source>
        <translation>Завести первого клиента</translation>
    </message>
    <message>
        <source>Add the portfolio</source>
        <translation>Добавить портфель</translation>
    </message>
    <message>
        <source>Add the role</source>
        <translation>Добавить роль</translation>
    </message>
    <message>
        <source>Add to the note</source>
        <translation>В заметку</translation>
    </message>
    <message>
        <source>add write down create</source>
        <comment>more words by which the palette finds “New client”</comment>
        <translation>добавить записать создать завести</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавлено</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>address</source>
        <translation>адрес</translation>
    </message>
    <message>
        <source>Address and company details</source>
        <translation>Адрес и реквизиты</translation>
    </message>
    <message>
        <source>Address and note</source>
        <translation>Адрес и заметка</translation>
    </message>
    <message>
        <source>AES-256, Argon2id, X25519 and Ed25519 are used. The program is not a certified cryptographic means (of FSB or FSTEC of Russia).</source>
        <translation>Применяются AES-256, Argon2id, X25519, Ed25519. Программа не является сертифицированным СКЗИ (ФСБ/ФСТЭК).</translation>
    </message>
    <message numerus="yes">
        <source>after %n minutes</source>
        <translation>
            <numerusform>через %n минуту</numerusform>
            <numerusform>через %n минуты</numerusform>
            <numerusform>через %n минут</numerusform>
        </translation>
    </message>
    <message>
        <source>After a load the program keeps its decisions: the next file with such headings needs no set-up.</source>
        <translation>После загрузки программа запоминает решения: следующий файл с такими заголовками не придётся настраивать.</translation>
    </message>
    <message>
        <source>After a wrong password the next try has to wait</source>
        <translation>После неверного пароля нужно подождать</translation>
    </message>
    <message>
        <source>After nobody has touched mouse and keyboard for so long</source>
        <translation>Если столько времени не трогать мышь и клавиатуру</translation>
    </message>
    <message>
        <source>After signing in, make a copy of the base.</source>
        <translation>После входа сделайте копию базы.</translation>
    </message>
    <message>
        <source>After the leaving: {name}</source>
        <translation>После увольнения: {name}</translation>
    </message>
    <message>
        <source>agreed</source>
        <comment>consent to news</comment>
        <translation>есть согласие</translation>
    </message>
    <message>
        <source>agreed to news</source>
        <translation>согласны получать новости</translation>
    </message>
    <message>
        <source>Agreed to the newsletter</source>
        <comment>reason of a tier</comment>
        <translation>Согласие на рассылку</translation>
    </message>
    <message>
        <source>Agreed to the newsletter</source>
        <comment>rule of a tier</comment>
        <translation>Согласие на рассылку</translation>
    </message>
    <message>
        <source>Ahead</source>
        <comment>entries dated in the future</comment>
        <translation>Впереди</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>All</source>
        <comment>every client</comment>
        <translation>Все</translation>
    </message>
    <message numerus="yes">
        <source>All %n columns are recognised.</source>
        <translation>
            <numerusform>Все столбцы узнаны: %n.</numerusform>
            <numerusform>Все столбцы узнаны: %n.</numerusform>
            <numerusform>Все столбцы узнаны: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>All are right</source>
        <translation>Всё верно</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Все клиенты</translation>
    </message>
    <message>
        <source>all conditions</source>
        <translation>все условия</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Все файлы</translation>
    </message>
    <message>
        <source>All of them are in the report, ready to be corrected and loaded again.</source>
        <translation>Все они есть в отчёте: исправьте их там и загрузите снова.</translation>
    </message>
    <message>
        <source>All remarks</source>
        <translation>Все замечания</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>Все строки</translation>
    </message>
    <message>
        <source>all the time</source>
        <translation>за всё время</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Разрешить один раз</translation>
    </message>
    <message>
        <source>Allow request {number} by the owner's password</source>
        <translation>Разрешить запрос {number} паролем владельца</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Разрешено</translation>
    </message>
    <message>
        <source>Allowed and not used in time</source>
        <translation>Разрешено, но срок истёк</translation>
    </message>
    <message>
        <source>Allowed and used</source>
        <translation>Разрешено и использовано</translation>
    </message>
    <message>
        <source>Allowed once, for seven days</source>
        <translation>Разрешено один раз, в течение семи дней</translation>
    </message>
    <message>
        <source>Allowed until {day}</source>
        <translation>Разрешено до {day}</translation>
    </message>
    <message>
        <source>Almaty</source>
        <translation>Алматы</translation>
    </message>
    <message>
        <source>Already in the base</source>
        <translation>Уже есть в базе</translation>
    </message>
    <message>
        <source>Among the best by revenue</source>
        <comment>reason of a tier</comment>
        <translation>Среди лучших по выручке</translation>
    </message>
    <message>
        <source>an average check {amount}</source>
        <translation>средний чек {amount}</translation>
    </message>
    <message>
        <source>An employee reads the contacts of own clients alone: to the others there is no key, whatever program is used. All other clients stay in the common portfolio.</source>
        <translation>Сотрудник прочтёт контакты только своих клиентов: к остальным у него нет ключа, какой бы программой он ни открыл базу. Остальные клиенты — в общем портфеле.</translation>
    </message>
    <message>
        <source>An empty cell says what the one above it says</source>
        <translation>Пустая ячейка повторяет ту, что над ней</translation>
    </message>
    <message>
        <source>and</source>
        <comment>between the last two conditions</comment>
        <translation>и</translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier times</source>
        <translation>
            <numerusform>и ещё %n раз раньше</numerusform>
            <numerusform>и ещё %n раза раньше</numerusform>
            <numerusform>и ещё %n раз раньше</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>clients</comment>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more places.</source>
        <translation>
            <numerusform>И ещё %n место.</numerusform>
            <numerusform>И ещё %n места.</numerusform>
            <numerusform>И ещё %n мест.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another base</source>
        <translation>Другая база</translation>
    </message>
    <message>
        <source>another column has this field</source>
        <translation>поле занято другим столбцом</translation>
    </message>
    <message>
        <source>Another currency</source>
        <translation>Другая валюта</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Другой файл</translation>
    </message>
    <message>
        <source>Another file or sheet</source>
        <translation>Другой файл или лист</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Войти другому</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>Другая причина</translation>
    </message>
    <message>
        <source>Another table below</source>
        <translation>Ниже другая таблица</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>С ответом</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>Когда отвечено</translation>
    </message>
    <message>
        <source>Answered requests</source>
        <translation>Запросы с ответом</translation>
    </message>
    <message>
        <source>any of them</source>
        <translation>хотя бы одно</translation>
    </message>
    <message>
        <source>anything</source>
        <comment>may have been bought</comment>
        <translation>что угодно</translation>
    </message>
    <message>
        <source>anything</source>
        <comment>was bought by nobody of them</comment>
        <translation>ничего</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>appearance dark light font size</source>
        <comment>words to find an action by</comment>
        <translation>вид тёмная светлая шрифт размер</translation>
    </message>
    <message>
        <source>are expected {when}</source>
        <translation>ждём {when}</translation>
    </message>
    <message>
        <source>are not real clients</source>
        <translation>не настоящие клиенты</translation>
    </message>
    <message>
        <source>are real clients</source>
        <translation>настоящие клиенты</translation>
    </message>
    <message>
        <source>Are these the same clients?</source>
        <translation>Это одни и те же клиенты?</translation>
    </message>
    <message>
        <source>Armenia</source>
        <translation>Армения</translation>
    </message>
    <message>
        <source>As for the whole file</source>
        <translation>Как для всего файла</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>как есть</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Как было</translation>
    </message>
    <message>
        <source>As it was in the beginning</source>
        <translation>Как было вначале</translation>
    </message>
    <message>
        <source>As the role says</source>
        <translation>Как в роли</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>as the year before</source>
        <comment>an average check</comment>
        <translation>как годом раньше</translation>
    </message>
    <message>
        <source>As usual</source>
        <comment>how it goes with a client</comment>
        <translation>Как обычно</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Попросить</translation>
    </message>
    <message numerus="yes">
        <source>Ask for %n clients</source>
        <translation>
            <numerusform>Попросить: %n клиент</numerusform>
            <numerusform>Попросить: %n клиента</numerusform>
            <numerusform>Попросить: %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the owner</source>
        <comment>to show contacts</comment>
        <translation>Попросить владельца</translation>
    </message>
    <message>
        <source>Ask the owner to add you to it.</source>
        <translation>Попросите владельца добавить вас в него.</translation>
    </message>
    <message>
        <source>Ask the owner to show the contacts</source>
        <translation>Попросить владельца показать контакты</translation>
    </message>
    <message>
        <source>Ask the owner, who can change the role.</source>
        <translation>Попросите владельца: роль меняет владелец.</translation>
    </message>
    <message>
        <source>Ask the owner.</source>
        <translation>Обратитесь к владельцу.</translation>
    </message>
    <message>
        <source>Ask to show</source>
        <translation>Попросить показать</translation>
    </message>
    <message>
        <source>Ask whoever sent the file for the password, or choose another file.</source>
        <translation>Узнайте пароль у того, кто прислал файл, или выберите другой файл.</translation>
    </message>
    <message>
        <source>Asked the owner</source>
        <translation>Запрос владельцу</translation>
    </message>
    <message>
        <source>asleep</source>
        <comment>clients by recency and frequency</comment>
        <translation>спят</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>когда угодно</translation>
    </message>
    <message>
        <source>at least</source>
        <comment>a number</comment>
        <translation>не меньше</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>Не меньше %n знака.</numerusform>
            <numerusform>Не меньше %n знаков.</numerusform>
            <numerusform>Не меньше %n знаков.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>хотя бы %n раз</numerusform>
            <numerusform>хотя бы %n раза</numerusform>
            <numerusform>хотя бы %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>at least once</source>
        <translation>хотя бы раз</translation>
    </message>
    <message>
        <source>At least one tier has to be shown</source>
        <translation>Хотя бы одна ступень должна быть видна</translation>
    </message>
    <message>
        <source>at least … times</source>
        <translation>хотя бы … раз</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Не больше</translation>
    </message>
    <message>
        <source>at most</source>
        <comment>a number</comment>
        <translation>не больше</translation>
    </message>
    <message numerus="yes">
        <source>At most %n letters</source>
        <translation>
            <numerusform>Не больше %n буквы</numerusform>
            <numerusform>Не больше %n букв</numerusform>
            <numerusform>Не больше %n букв</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>не больше %n раза</numerusform>
            <numerusform>не больше %n раз</numerusform>
            <numerusform>не больше %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>at most … times</source>
        <translation>не больше … раз</translation>
    </message>
    <message>
        <source>Average check</source>
        <translation>Средний чек</translation>
    </message>
    <message>
        <source>average check {sum}</source>
        <translation>средний чек {sum}</translation>
    </message>
    <message>
        <source>Azerbaijan</source>
        <translation>Азербайджан</translation>
    </message>
    <message>
        <source>B</source>
        <comment>bytes</comment>
        <translation>Б</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>Вернуться к форме</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Назад к списку</translation>
    </message>
    <message>
        <source>backup copy restore</source>
        <comment>words to find an action by</comment>
        <translation>бэкап копия восстановить</translation>
    </message>
    <message>
        <source>Baku</source>
        <translation>Баку</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>Черта |</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>База</translation>
    </message>
    <message>
        <source>Base brought back from a copy</source>
        <translation>База восстановлена из копии</translation>
    </message>
    <message>
        <source>Base made</source>
        <translation>База создана</translation>
    </message>
    <message>
        <source>becoming faithful</source>
        <comment>clients by recency and frequency</comment>
        <translation>станут верными</translation>
    </message>
    <message>
        <source>Begin with a ready one</source>
        <translation>Начать с готового</translation>
    </message>
    <message>
        <source>Begun anew with: {name}</source>
        <translation>Собрано заново: {name}</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>Беларусь</translation>
    </message>
    <message>
        <source>Below the last row begins another table. To load it, say in which row its headings stand.</source>
        <translation>Ниже последней строки начинается другая таблица. Чтобы загрузить её, укажите, в какой строке её заголовки.</translation>
    </message>
    <message>
        <source>Beneath: {tier}</source>
        <translation>Под этим: {tier}</translation>
    </message>
    <message>
        <source>Berlin</source>
        <translation>Берлин</translation>
    </message>
    <message>
        <source>Besides, these people see it: {names}.</source>
        <translation>Кроме того, её видят: {names}.</translation>
    </message>
    <message>
        <source>Best by revenue</source>
        <comment>rule of a tier</comment>
        <translation>Лучшие по выручке</translation>
    </message>
    <message>
        <source>between</source>
        <comment>two numbers</comment>
        <translation>от и до</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>День рождения</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>день рождения</translation>
    </message>
    <message>
        <source>Birthday is known</source>
        <translation>День рождения известен</translation>
    </message>
    <message>
        <source>Birthday is not known</source>
        <translation>День рождения не записан</translation>
    </message>
    <message>
        <source>Birthdays soon</source>
        <translation>Скоро день рождения</translation>
    </message>
    <message>
        <source>Bishkek</source>
        <translation>Бишкек</translation>
    </message>
    <message>
        <source>bn</source>
        <comment>money, billions</comment>
        <translation>млрд</translation>
    </message>
    <message>
        <source>Bonus</source>
        <translation>Бонусы</translation>
    </message>
    <message>
        <source>Bonus points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>bought</source>
        <translation>покупали</translation>
    </message>
    <message>
        <source>Bought again</source>
        <comment>reason of a tier</comment>
        <translation>Снова есть покупка</translation>
    </message>
    <message>
        <source>Bought for</source>
        <comment>the sum of purchases</comment>
        <translation>Всего куплено</translation>
    </message>
    <message>
        <source>bought for the first time {when}</source>
        <translation>впервые купили {when}</translation>
    </message>
    <message>
        <source>Bought for {currency}, at least</source>
        <translation>Сумма покупок, {currency}, не меньше</translation>
    </message>
    <message>
        <source>bought for {sum}</source>
        <translation>сумма покупок {sum}</translation>
    </message>
    <message>
        <source>Bought goods</source>
        <translation>Покупали товар</translation>
    </message>
    <message>
        <source>Bought one, never the other</source>
        <translation>Брали одно и ни разу другое</translation>
    </message>
    <message>
        <source>Bought, kept or not</source>
        <translation>Покупали, даже если вернули</translation>
    </message>
    <message>
        <source>Bring most of the money</source>
        <translation>Приносят больше всего</translation>
    </message>
    <message>
        <source>Bring the base back from a copy</source>
        <translation>Восстанавливать базу из копии</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Сломано</translation>
    </message>
    <message>
        <source>Broken contact cards</source>
        <translation>Повреждённые контакты</translation>
    </message>
    <message>
        <source>Brought a friend or a review</source>
        <comment>reason of a tier</comment>
        <translation>Есть приведённый друг или отзыв</translation>
    </message>
    <message>
        <source>Brought a friend or a review</source>
        <comment>rule of a tier</comment>
        <translation>Есть приведённый друг или отзыв</translation>
    </message>
    <message>
        <source>Build a segment</source>
        <translation>Собрать сегмент</translation>
    </message>
    <message>
        <source>Buys it every {interval}, last on {day}.</source>
        <translation>Берёт каждые {interval}, в прошлый раз {day}.</translation>
    </message>
    <message>
        <source>Buys often</source>
        <comment>reason of a tier</comment>
        <translation>Покупает часто</translation>
    </message>
    <message>
        <source>By hand alone</source>
        <comment>rule of a tier</comment>
        <translation>Только вручную</translation>
    </message>
    <message>
        <source>By hand alone: it hides the contacts, and the rung beneath is kept</source>
        <translation>Только вручную: скрывает контакты, ступень под ней сохраняется</translation>
    </message>
    <message>
        <source>by the file's data</source>
        <translation>по данным файла</translation>
    </message>
    <message>
        <source>By the file's data: {facts}</source>
        <translation>По данным файла: {facts}</translation>
    </message>
    <message>
        <source>by your sales</source>
        <translation>по вашим продажам</translation>
    </message>
    <message>
        <source>Calculate the figures</source>
        <translation>Пересчитать показатели</translation>
    </message>
    <message>
        <source>calculated {moment}</source>
        <comment>figures</comment>
        <translation>посчитано {moment}</translation>
    </message>
    <message>
        <source>Calculated {moment}: {clients}.</source>
        <translation>Посчитано {moment}: {clients}.</translation>
    </message>
    <message>
        <source>Calculating the figures…</source>
        <translation>Показатели пересчитываются…</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Звонок</translation>
    </message>
    <message>
        <source>call, message or visit</source>
        <translation>звонок, сообщение или визит</translation>
    </message>
    <message>
        <source>Calls, messages, visits</source>
        <translation>Звонки, сообщения, визиты</translation>
    </message>
    <message>
        <source>Calls, visits and purchases gather here.</source>
        <translation>Здесь собираются звонки, визиты и покупки.</translation>
    </message>
    <message>
        <source>Came back after a long break</source>
        <translation>Вернулись после долгого перерыва</translation>
    </message>
    <message>
        <source>came back after a long break</source>
        <translation>вернулись после долгого перерыва</translation>
    </message>
    <message>
        <source>Came for the first time and not again yet: help them to return.</source>
        <translation>Пришли впервые и пока не повторили: помогите вернуться.</translation>
    </message>
    <message>
        <source>came from: {values}</source>
        <translation>источник — {values}</translation>
    </message>
    <message>
        <source>Came once</source>
        <translation>Были один раз</translation>
    </message>
    <message>
        <source>Can be changed later in People and access</source>
        <translation>Потом это меняют в разделе «Сотрудники и доступ»</translation>
    </message>
    <message>
        <source>Canaries are for people who are not owners</source>
        <translation>Ловушки бывают только у тех, кто не владелец</translation>
    </message>
    <message>
        <source>Canary clients</source>
        <translation>Клиенты-ловушки</translation>
    </message>
    <message>
        <source>Canary clients planted</source>
        <translation>Добавлены клиенты-ловушки</translation>
    </message>
    <message>
        <source>Canary clients removed</source>
        <translation>Убраны клиенты-ловушки</translation>
    </message>
    <message>
        <source>Canary clients: {name}</source>
        <translation>Клиенты-ловушки: {name}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Cancel the load</source>
        <translation>Отказаться от загрузки</translation>
    </message>
    <message>
        <source>Cancel the load of “{name}”?</source>
        <translation>Отказаться от загрузки «{name}»?</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Не загружена</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>Не дозвониться</translation>
    </message>
    <message>
        <source>cannot be read, or was changed outside the program</source>
        <translation>не читается или изменено вне программы</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Включён Caps Lock</translation>
    </message>
    <message>
        <source>Card</source>
        <comment>number of a discount card</comment>
        <translation>Карта</translation>
    </message>
    <message>
        <source>Card</source>
        <comment>what is written of a client</comment>
        <translation>Карточка</translation>
    </message>
    <message>
        <source>Card changed</source>
        <translation>Карточка изменена</translation>
    </message>
    <message>
        <source>Card created</source>
        <translation>Карточка заведена</translation>
    </message>
    <message>
        <source>Card made</source>
        <comment>when</comment>
        <translation>Карточка заведена</translation>
    </message>
    <message>
        <source>Card made from {file}</source>
        <translation>Карточка заведена из файла {file}</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Номер карты</translation>
    </message>
    <message>
        <source>Card of the client</source>
        <translation>Карта клиента</translation>
    </message>
    <message>
        <source>Card opened</source>
        <translation>Открыта карточка</translation>
    </message>
    <message>
        <source>cards and purchases of the load will be removed</source>
        <translation>карточек и покупок из загрузки удалим</translation>
    </message>
    <message>
        <source>Cards one after another: {name}</source>
        <translation>Карточки подряд: {name}</translation>
    </message>
    <message>
        <source>Cards opened</source>
        <translation>Открыто карточек</translation>
    </message>
    <message>
        <source>cards opened</source>
        <comment>within a sentence</comment>
        <translation>карточек открыто</translation>
    </message>
    <message>
        <source>Cells with an Excel error, such as #N/A, are taken as empty.</source>
        <translation>Ячейки с ошибкой Excel, например #Н/Д, считаются пустыми.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>the tier</comment>
        <translation>Сменить</translation>
    </message>
    <message numerus="yes">
        <source>Change %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Изменить %n клиента</numerusform>
            <numerusform>Изменить %n клиентов</numerusform>
            <numerusform>Изменить %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Change many at once</source>
        <translation>Менять сразу многих</translation>
    </message>
    <message>
        <source>Change of many clients</source>
        <translation>Изменение многих клиентов</translation>
    </message>
    <message>
        <source>Change points by hand</source>
        <translation>Менять баллы вручную</translation>
    </message>
    <message>
        <source>Change the conditions</source>
        <translation>Изменить условия</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Сменить пароль</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>Изменить правило</translation>
    </message>
    <message>
        <source>Change the rule of {name}</source>
        <translation>Изменить правило: {name}</translation>
    </message>
    <message>
        <source>Change the scale of tiers</source>
        <translation>Изменить шкалу ступеней</translation>
    </message>
    <message>
        <source>Change the settings of the shop</source>
        <translation>Менять настройки магазина</translation>
    </message>
    <message>
        <source>Change the tier</source>
        <translation>Сменить ступень</translation>
    </message>
    <message numerus="yes">
        <source>Change the tier of %n clients</source>
        <comment>a dialog title</comment>
        <translation>
            <numerusform>Сменить ступень у %n клиента</numerusform>
            <numerusform>Сменить ступень у %n клиентов</numerusform>
            <numerusform>Сменить ступень у %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Change tier</source>
        <translation>Сменить ступень</translation>
    </message>
    <message>
        <source>Change: {name}</source>
        <translation>Изменить: {name}</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>a client card</comment>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>changed at entry {number}</source>
        <translation>изменён в записи {number}</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>Изменён</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>a button</comment>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>check health folder recovery code</source>
        <comment>words to find an action by</comment>
        <translation>проверка целостность папка запасной код</translation>
    </message>
    <message>
        <source>Check how it was noted. If it was so, another journal was put in the place of this one.</source>
        <translation>Проверьте, так ли он записан. Если так, журнал подменён другим.</translation>
    </message>
    <message>
        <source>Check that it belongs to this shop and is the newest one.</source>
        <translation>Проверьте, что он от этого магазина и самый новый.</translation>
    </message>
    <message>
        <source>Check that it is connected and try again.</source>
        <translation>Проверьте, что он подключён, и повторите.</translation>
    </message>
    <message numerus="yes">
        <source>Check the %n marked columns.</source>
        <translation>
            <numerusform>Проверьте %n отмеченный столбец.</numerusform>
            <numerusform>Проверьте %n отмеченных столбца.</numerusform>
            <numerusform>Проверьте %n отмеченных столбцов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check the %n marked ones, the rest needs nothing.</source>
        <comment>columns</comment>
        <translation>
            <numerusform>Проверьте %n отмеченный — остальное можно не трогать.</numerusform>
            <numerusform>Проверьте %n отмеченных — остальное можно не трогать.</numerusform>
            <numerusform>Проверьте %n отмеченных — остальное можно не трогать.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the base</source>
        <translation>Проверить базу</translation>
    </message>
    <message>
        <source>Check the base in the settings and restore the last good copy.</source>
        <translation>Проверьте базу в настройках и восстановите последнюю целую копию.</translation>
    </message>
    <message>
        <source>Check the chain</source>
        <translation>Проверить цепочку</translation>
    </message>
    <message>
        <source>Check the keyboard layout and Caps Lock.</source>
        <translation>Проверьте раскладку и Caps Lock.</translation>
    </message>
    <message>
        <source>Check the layout and try again.</source>
        <translation>Проверьте раскладку и повторите.</translation>
    </message>
    <message>
        <source>Check the rows</source>
        <translation>Проверить строки</translation>
    </message>
    <message>
        <source>check the values</source>
        <translation>проверьте значения</translation>
    </message>
    <message>
        <source>check whether this is right</source>
        <translation>проверьте поле</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>отмечено</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Проверяю</translation>
    </message>
    <message>
        <source>Checking the rows</source>
        <translation>Проверяем строки</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Choose</source>
        <comment>values of a condition</comment>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>выбрать</translation>
    </message>
    <message>
        <source>Choose a column</source>
        <translation>Выберите столбец</translation>
    </message>
    <message>
        <source>Choose a field</source>
        <translation>Выберите поле</translation>
    </message>
    <message>
        <source>Choose a field and say what matters about it.</source>
        <translation>Выберите, что важно, и скажите, каким оно должно быть.</translation>
    </message>
    <message>
        <source>choose a field, or leave it out</source>
        <translation>выберите поле или не загружайте</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выбрать файл</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>Сначала выберите файл.</translation>
    </message>
    <message>
        <source>Choose a file inside it.</source>
        <translation>Выберите файл внутри.</translation>
    </message>
    <message>
        <source>Choose a file of Excel, CSV or vCard.</source>
        <translation>Выберите файл Excel, CSV или vCard.</translation>
    </message>
    <message>
        <source>Choose a file that was saved in the list of templates.</source>
        <translation>Выберите файл, сохранённый в списке шаблонов.</translation>
    </message>
    <message>
        <source>Choose a file to load</source>
        <translation>Выберите файл для загрузки</translation>
    </message>
    <message>
        <source>Choose a filter first, then save it as a segment</source>
        <translation>Сначала выберите фильтр, потом сохраните его как сегмент</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Выберите папку</translation>
    </message>
    <message>
        <source>Choose a folder on this computer's own disk.</source>
        <translation>Выберите папку на диске этого компьютера.</translation>
    </message>
    <message>
        <source>Choose a name from the list.</source>
        <translation>Выберите имя из списка.</translation>
    </message>
    <message>
        <source>Choose a password of your own first.</source>
        <translation>Сначала задайте свой пароль.</translation>
    </message>
    <message>
        <source>Choose a reason</source>
        <translation>Выберите причину</translation>
    </message>
    <message>
        <source>Choose a tier</source>
        <translation>Выберите ступень</translation>
    </message>
    <message>
        <source>Choose an empty folder, or open the base that is there.</source>
        <translation>Выберите пустую папку или откройте базу, которая там есть.</translation>
    </message>
    <message>
        <source>Choose another copy.</source>
        <translation>Выберите другую копию.</translation>
    </message>
    <message>
        <source>Choose another folder, or make a new base.</source>
        <translation>Выберите другую папку или заведите новую базу.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Выберите другую папку.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Выберите другой.</translation>
    </message>
    <message>
        <source>Choose for each field which value stays. The rest is saved as it is.</source>
        <translation>Выберите для каждого поля, какое значение останется. Остальное сохранится как есть.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <translation>Выберите заново.</translation>
    </message>
    <message>
        <source>Choose more days or everything.</source>
        <translation>Выберите больше дней или все действия.</translation>
    </message>
    <message>
        <source>Choose one of its sheets.</source>
        <translation>Выберите один из его листов.</translation>
    </message>
    <message>
        <source>Choose one that the program made: its name ends in .crmb.</source>
        <translation>Выберите файл, который сделала программа: его имя кончается на .crmb.</translation>
    </message>
    <message>
        <source>Choose the copy</source>
        <translation>Выберите копию</translation>
    </message>
    <message>
        <source>Choose the file of a template</source>
        <translation>Выберите файл шаблона</translation>
    </message>
    <message>
        <source>Choose the goods: whom to offer the second to.</source>
        <translation>Выберите товары: кому предложить второй.</translation>
    </message>
    <message>
        <source>Choose the workbook itself: {name}.</source>
        <translation>Выберите саму таблицу: {name}.</translation>
    </message>
    <message>
        <source>Choose who gets the clients.</source>
        <translation>Выберите, кому передать клиентов.</translation>
    </message>
    <message>
        <source>Choose your password</source>
        <translation>Придумайте свой пароль</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Убрать фильтр</translation>
    </message>
    <message>
        <source>Clear the marks</source>
        <translation>Снять отметки</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Очистить поиск</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Client</source>
        <comment>a client state: has bought</comment>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Client added</source>
        <translation>Клиент добавлен</translation>
    </message>
    <message>
        <source>Client base</source>
        <translation>База клиентов</translation>
    </message>
    <message>
        <source>Client base</source>
        <comment>folder name</comment>
        <translation>База клиентов</translation>
    </message>
    <message>
        <source>Client changed</source>
        <translation>Клиент изменён</translation>
    </message>
    <message>
        <source>Client created: {name}</source>
        <translation>Клиент заведён: {name}</translation>
    </message>
    <message>
        <source>Client created: {name}. Those who read this portfolio see the card.</source>
        <translation>Клиент создан: {name}. Карточку видят те, кто читает этот портфель.</translation>
    </message>
    <message>
        <source>Client deleted for ever</source>
        <translation>Клиент удалён навсегда</translation>
    </message>
    <message>
        <source>Client ID (CRM)</source>
        <translation>Номер клиента (CRM)</translation>
    </message>
    <message>
        <source>Client ID from another base</source>
        <translation>Номер клиента из другой базы</translation>
    </message>
    <message>
        <source>Client moved to another portfolio</source>
        <translation>Клиент перенесён в другой портфель</translation>
    </message>
    <message>
        <source>Client moved to the trash</source>
        <translation>Клиент перемещён в корзину</translation>
    </message>
    <message>
        <source>Client of the purchase not found</source>
        <translation>Покупатель не найден</translation>
    </message>
    <message>
        <source>Client since</source>
        <translation>Клиент с</translation>
    </message>
    <message>
        <source>Client taken out of the trash</source>
        <translation>Клиент возвращён из корзины</translation>
    </message>
    <message>
        <source>Client, action or section</source>
        <translation>Клиент, действие или раздел</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Clients</source>
        <comment>a kind of load</comment>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Clients</source>
        <comment>in a file name</comment>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>Clients</source>
        <comment>rows of a file</comment>
        <translation>Клиенты</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>клиенты</translation>
    </message>
    <message>
        <source>Clients changed</source>
        <translation>Изменено клиентов</translation>
    </message>
    <message>
        <source>Clients exported</source>
        <translation>Выгружено клиентов</translation>
    </message>
    <message>
        <source>clients get their earlier values back</source>
        <translation>клиентам вернём прежние значения</translation>
    </message>
    <message>
        <source>Clients go to: {names}.</source>
        <translation>Клиенты переходят к: {names}.</translation>
    </message>
    <message>
        <source>Clients handed over</source>
        <translation>Передано клиентов</translation>
    </message>
    <message>
        <source>Clients in the trash</source>
        <translation>Клиенты в корзине</translation>
    </message>
    <message>
        <source>Clients kept by hand and those who asked to be left alone stay. All of it can be taken back.</source>
        <translation>Кого держат вручную и кого просили не беспокоить, правила не трогают. Всё можно отменить.</translation>
    </message>
    <message>
        <source>Clients of other portfolios</source>
        <translation>Клиенты других портфелей</translation>
    </message>
    <message>
        <source>Clients of other portfolios are not seen at all.</source>
        <translation>Клиентов других портфелей сотрудники не видят совсем.</translation>
    </message>
    <message>
        <source>Clients of the personal portfolio “{name}”</source>
        <translation>Клиенты личного портфеля «{name}»</translation>
    </message>
    <message>
        <source>Clients printed</source>
        <translation>Напечатано клиентов</translation>
    </message>
    <message>
        <source>clients that a search misses: {number}</source>
        <translation>клиентов, которых не найдёт поиск: {number}</translation>
    </message>
    <message>
        <source>Clients that you delete wait here until you delete them for ever.</source>
        <translation>Удалённые клиенты ждут здесь, пока их не удалят навсегда.</translation>
    </message>
    <message>
        <source>Clients to call</source>
        <translation>Кому позвонить</translation>
    </message>
    <message>
        <source>Clients who were loaded with it stay. The next such file will have to be set up anew.</source>
        <translation>Загруженные с ним клиенты останутся. Следующий такой файл придётся настроить заново.</translation>
    </message>
    <message>
        <source>clients with a wrong sum: {number}</source>
        <translation>клиентов с неверной суммой: {number}</translation>
    </message>
    <message>
        <source>Clients: find “{text}”</source>
        <translation>Клиенты: найти «{text}»</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Часы перескочили</translation>
    </message>
    <message>
        <source>Clock set back</source>
        <translation>Часы переведены назад</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Close it there and try again.</source>
        <translation>Закройте его там и повторите.</translation>
    </message>
    <message>
        <source>Close it there, or wait for the command to end.</source>
        <translation>Закройте её там или дождитесь конца команды.</translation>
    </message>
    <message>
        <source>Close the file with a password</source>
        <translation>Закрыть файл паролем</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Закрыть сообщение</translation>
    </message>
    <message>
        <source>Close what is on top, clear the search</source>
        <translation>Закрыть верхнее, очистить поиск</translation>
    </message>
    <message>
        <source>Close without a copy</source>
        <translation>Закрыть без копии</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Code in another program</source>
        <translation>Код в другой программе</translation>
    </message>
    <message>
        <source>Code of the client</source>
        <translation>Код клиента</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Коды</translation>
    </message>
    <message>
        <source>Codes of clients from different programs are told apart by it.</source>
        <translation>По нему различаются коды клиентов из разных программ.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Цвет</translation>
    </message>
    <message>
        <source>Colour of cells</source>
        <translation>Цвет ячеек</translation>
    </message>
    <message>
        <source>Colour, silhouette and word always stand together. A hidden tier keeps its clients and is only not offered.</source>
        <translation>Цвет, силуэт и слово всегда вместе. Скрытая ступень сохраняет своих клиентов, её только не предлагают.</translation>
    </message>
    <message>
        <source>Column in the file</source>
        <translation>Столбец в файле</translation>
    </message>
    <message>
        <source>Column with rules of its own</source>
        <translation>Столбец с особыми правилами</translation>
    </message>
    <message>
        <source>Column {letter}</source>
        <translation>Столбец {letter}</translation>
    </message>
    <message>
        <source>Column “{column}”: field in the base</source>
        <translation>Столбец «{column}»: поле в базе</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Come regularly</source>
        <translation>Ходят постоянно</translation>
    </message>
    <message>
        <source>come regularly</source>
        <translation>ходят постоянно</translation>
    </message>
    <message>
        <source>Comes every</source>
        <translation>Ходит раз в</translation>
    </message>
    <message>
        <source>Comes regularly</source>
        <translation>Ходят постоянно</translation>
    </message>
    <message>
        <source>Comma ,</source>
        <translation>Запятая ,</translation>
    </message>
    <message>
        <source>comma: 1 234,56</source>
        <translation>запятая: 1 234,56</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Комментарий</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Плотные строки</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Компания</translation>
    </message>
    <message>
        <source>Company name</source>
        <translation>Название компании</translation>
    </message>
    <message>
        <source>Compare both versions and save again.</source>
        <translation>Сравните обе версии и сохраните снова.</translation>
    </message>
    <message>
        <source>Compare its six digits with the paper.</source>
        <translation>Сверьте её шесть цифр с бумагой.</translation>
    </message>
    <message>
        <source>Comparing with the base</source>
        <translation>Сравниваем с базой</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Условие</translation>
    </message>
    <message>
        <source>Condition removed</source>
        <translation>Условие убрано</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Условия</translation>
    </message>
    <message>
        <source>Consent to news</source>
        <translation>Согласие на рассылку</translation>
    </message>
    <message>
        <source>consent to news</source>
        <translation>согласие на рассылку</translation>
    </message>
    <message>
        <source>Contact</source>
        <comment>a phone or an address of a client</comment>
        <translation>Контакт</translation>
    </message>
    <message>
        <source>Contact copied</source>
        <translation>Контакт скопирован</translation>
    </message>
    <message>
        <source>Contact person</source>
        <translation>Контактное лицо</translation>
    </message>
    <message>
        <source>Contact shown</source>
        <translation>Контакт показан</translation>
    </message>
    <message>
        <source>Contact traced</source>
        <translation>Контакт прослежен</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Контакты</translation>
    </message>
    <message>
        <source>Contacts a day</source>
        <translation>Контактов в день</translation>
    </message>
    <message>
        <source>Contacts an hour</source>
        <translation>Контактов в час</translation>
    </message>
    <message>
        <source>Contacts are encrypted by portfolio: whoever works in it has the key, and so do you.</source>
        <translation>Контакты шифруются по портфелям: ключ есть у тех, кто в портфеле работает, и у вас.</translation>
    </message>
    <message>
        <source>Contacts copied</source>
        <translation>Скопировано контактов</translation>
    </message>
    <message>
        <source>contacts hidden</source>
        <translation>контакты скрыты</translation>
    </message>
    <message>
        <source>Contacts in full</source>
        <translation>Контакты целиком</translation>
    </message>
    <message>
        <source>Contacts of a portfolio open only to its members and to owners.</source>
        <translation>Контакты портфеля открываются только его участникам и владельцам.</translation>
    </message>
    <message>
        <source>Contacts of other portfolios are held by encryption, whatever stands here.</source>
        <translation>Контакты других портфелей закрыты шифрованием, что бы здесь ни стояло.</translation>
    </message>
    <message>
        <source>Contacts of other portfolios stay encrypted for this person: no program opens them without the key.</source>
        <translation>Контакты других портфелей для сотрудника зашифрованы: без ключа их не откроет никакая программа.</translation>
    </message>
    <message>
        <source>Contacts shown</source>
        <translation>Показано контактов</translation>
    </message>
    <message>
        <source>contacts shown</source>
        <comment>within a sentence</comment>
        <translation>контактов показано</translation>
    </message>
    <message>
        <source>Contacts shown and nothing written down: {name}</source>
        <translation>Контакты показаны, но ничего не записано: {name}</translation>
    </message>
    <message numerus="yes">
        <source>contacts shown in %n days: {shown}</source>
        <translation>
            <numerusform>показано контактов за %n день: {shown}</numerusform>
            <numerusform>показано контактов за %n дня: {shown}</numerusform>
            <numerusform>показано контактов за %n дней: {shown}</numerusform>
        </translation>
    </message>
    <message>
        <source>Contacts with the shop</source>
        <translation>Общение с магазином</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
    <message>
        <source>Copied for 15 seconds</source>
        <translation>Скопировано на 15 секунд</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Копии</translation>
    </message>
    <message>
        <source>Copies in the folder of the base</source>
        <translation>Копии в папке базы</translation>
    </message>
    <message>
        <source>Copies of a base (*.crmb)</source>
        <translation>Копии базы (*.crmb)</translation>
    </message>
    <message>
        <source>Copies of the base made</source>
        <translation>Сделано копий базы</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Copy and folder</source>
        <translation>Копия и папка</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Скопировать подробности</translation>
    </message>
    <message>
        <source>Copy it to your own folder and try again.</source>
        <translation>Скопируйте его в свою папку и повторите.</translation>
    </message>
    <message>
        <source>Copy made and checked: {size}</source>
        <translation>Копия сделана и проверена: {size}</translation>
    </message>
    <message>
        <source>Copy of the base</source>
        <translation>Копия базы</translation>
    </message>
    <message>
        <source>Copy of the base made</source>
        <translation>Сделана копия базы</translation>
    </message>
    <message>
        <source>Copy them to the clipboard</source>
        <translation>Копировать в буфер обмена</translation>
    </message>
    <message>
        <source>Copy to another folder</source>
        <translation>Копия в другую папку</translation>
    </message>
    <message>
        <source>Copy {when}</source>
        <translation>Копия {when}</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Скопировать: {name}</translation>
    </message>
    <message>
        <source>Copying under new keys</source>
        <translation>База копируется под новые ключи</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Correct: {column}</source>
        <translation>Исправить: {column}</translation>
    </message>
    <message>
        <source>Count the colours</source>
        <translation>Посчитать цвета</translation>
    </message>
    <message>
        <source>Counting what would change</source>
        <translation>Считаем, что изменится</translation>
    </message>
    <message>
        <source>counting…</source>
        <comment>the chance of a visit, for the first time</comment>
        <translation>считаем…</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Страна</translation>
    </message>
    <message>
        <source>Create anyway</source>
        <translation>Всё равно создать</translation>
    </message>
    <message>
        <source>Create the client</source>
        <translation>Создать клиента</translation>
    </message>
    <message>
        <source>Create these clients</source>
        <translation>Завести этих клиентов</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>a client card</comment>
        <translation>Заведён</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Валюта</translation>
    </message>
    <message>
        <source>current step</source>
        <translation>текущий шаг</translation>
    </message>
    <message>
        <source>Cut texts</source>
        <translation>Обрезанные тексты</translation>
    </message>
    <message>
        <source>damaged places: {number}</source>
        <translation>повреждённых мест: {number}</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>Date as a number</source>
        <translation>Дата числом</translation>
    </message>
    <message>
        <source>Date not understood</source>
        <translation>Дата не понята</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Дата рождения</translation>
    </message>
    <message>
        <source>Date of purchase</source>
        <translation>Дата покупки</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>День</translation>
    </message>
    <message>
        <source>Day and month in different order</source>
        <translation>День и месяц в разном порядке</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>день, месяц, год</translation>
    </message>
    <message>
        <source>days</source>
        <comment>a unit behind a number</comment>
        <translation>дней</translation>
    </message>
    <message>
        <source>Days between visits</source>
        <translation>Ходят раз в … дней</translation>
    </message>
    <message>
        <source>days between visits: {amount}</source>
        <translation>между визитами {amount}</translation>
    </message>
    <message>
        <source>Days may be left empty: then your sales decide. Figures of different days compare as long as nothing here changes.</source>
        <translation>Дни можно не указывать: тогда решают ваши продажи. Показатели разных дней сравнимы, пока здесь ничего не меняется.</translation>
    </message>
    <message>
        <source>Days of grace before they lower</source>
        <translation>Сколько дней не понижать</translation>
    </message>
    <message>
        <source>Days with purchases</source>
        <comment>rule of a tier</comment>
        <translation>Дни с покупками</translation>
    </message>
    <message>
        <source>Days with purchases, at least</source>
        <translation>Дней с покупками, не меньше</translation>
    </message>
    <message>
        <source>dd.mm.yyyy</source>
        <translation>дд.мм.гггг</translation>
    </message>
    <message>
        <source>dd.mm.yyyy or dd.mm</source>
        <translation>дд.мм.гггг или дд.мм</translation>
    </message>
    <message>
        <source>Dealing written down</source>
        <translation>Записан контакт с клиентом</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>Десятичный знак</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
    <message>
        <source>declined</source>
        <comment>consent to news</comment>
        <translation>отказ</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Удалить %n клиента</numerusform>
            <numerusform>Удалить %n клиентов</numerusform>
            <numerusform>Удалить %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n clients for ever?</source>
        <translation>
            <numerusform>Удалить %n клиента навсегда?</numerusform>
            <numerusform>Удалить %n клиентов навсегда?</numerusform>
            <numerusform>Удалить %n клиентов навсегда?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>Удалить навсегда</translation>
    </message>
    <message>
        <source>Delete removes it</source>
        <translation>Delete убирает его</translation>
    </message>
    <message>
        <source>deleted restore</source>
        <comment>more words by which the palette finds “Trash”</comment>
        <translation>удалённые восстановить</translation>
    </message>
    <message>
        <source>deleted since: №{number}</source>
        <translation>удалён: №{number}</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>Разделитель</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Тесно</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробнее</translation>
    </message>
    <message>
        <source>did not agree to news</source>
        <translation>не давали согласия на новости</translation>
    </message>
    <message>
        <source>did not buy</source>
        <translation>не покупали</translation>
    </message>
    <message>
        <source>did not come back after a long break</source>
        <translation>не возвращались после долгого перерыва</translation>
    </message>
    <message>
        <source>did not come from: {values}</source>
        <translation>источник не {values}</translation>
    </message>
    <message>
        <source>did not come in</source>
        <translation>не загружены</translation>
    </message>
    <message>
        <source>Died, or closed the business</source>
        <translation>Умер или закрыл дело</translation>
    </message>
    <message>
        <source>Different clients</source>
        <translation>Разные клиенты</translation>
    </message>
    <message>
        <source>Digits lost by Excel</source>
        <translation>Excel потерял цифры</translation>
    </message>
    <message>
        <source>Digits only</source>
        <translation>Только цифры</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Скидка</translation>
    </message>
    <message>
        <source>Discount</source>
        <comment>of a purchase line</comment>
        <translation>Скидка</translation>
    </message>
    <message>
        <source>Discount on the receipt, {unit}</source>
        <translation>Скидка на чек, {unit}</translation>
    </message>
    <message>
        <source>Discount, %</source>
        <translation>Скидка, %</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>Сделать</translation>
    </message>
    <message>
        <source>do not come regularly</source>
        <translation>ходят не постоянно</translation>
    </message>
    <message>
        <source>do not have the tag {values}</source>
        <translation>нет метки {values}</translation>
    </message>
    <message>
        <source>do not live in the city {values}</source>
        <translation>город не {values}</translation>
    </message>
    <message>
        <source>Do this before you tell the person. From now on the password does not open the base on this computer.</source>
        <translation>Сделайте это до разговора с сотрудником. С этой минуты пароль не откроет базу на этом компьютере.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>a mass change</comment>
        <translation>Сделано</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>last step</comment>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>last step of the set-up</comment>
        <translation>Готово</translation>
    </message>
    <message>
        <source>done</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>Double "</source>
        <translation>Двойные "</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Сомнительные</translation>
    </message>
    <message>
        <source>Drag, or Alt ↑ ↓</source>
        <translation>Перетащите или Alt ↑ ↓</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>Перетащите файл сюда</translation>
    </message>
    <message>
        <source>Drop my changes</source>
        <translation>Отбросить мои правки</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Почта</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>почта</translation>
    </message>
    <message>
        <source>E-mail corrected</source>
        <translation>Почта поправлена</translation>
    </message>
    <message>
        <source>E-mail not understood</source>
        <translation>Почта не понята</translation>
    </message>
    <message>
        <source>Each colour can become a tier.</source>
        <translation>Каждый цвет может стать ступенью.</translation>
    </message>
    <message>
        <source>Each export stands in the journal.</source>
        <translation>Каждая выгрузка остаётся в журнале.</translation>
    </message>
    <message>
        <source>Each phone shown and each export stands in the journal.</source>
        <translation>Каждый показ телефона и каждая выгрузка попадают в журнал.</translation>
    </message>
    <message>
        <source>each time once the owner has agreed</source>
        <translation>каждый раз после согласия владельца</translation>
    </message>
    <message>
        <source>Earlier this month</source>
        <translation>Ранее в этом месяце</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Edit</source>
        <comment>a place: the form of a client</comment>
        <translation>Правка</translation>
    </message>
    <message>
        <source>Eight characters</source>
        <translation>Восемь знаков</translation>
    </message>
    <message>
        <source>Eight groups of digits on paper. They open the base when the owner's password is forgotten.</source>
        <translation>Восемь групп цифр на бумаге. Они открывают базу, если пароль владельца забыт.</translation>
    </message>
    <message>
        <source>eighth</source>
        <comment>group of digits</comment>
        <translation>восьмую</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Другое место</translation>
    </message>
    <message>
        <source>employee seller manager staff</source>
        <comment>words to find an action by</comment>
        <translation>сотрудник продавец менеджер персонал человек</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a field</comment>
        <translation>не заполнено</translation>
    </message>
    <message>
        <source>Empty cells clear the field in the base</source>
        <translation>Пустые ячейки очищают поле в базе</translation>
    </message>
    <message>
        <source>Empty: as many as after which a client is lost</source>
        <translation>Пусто: столько же, сколько до потери клиента</translation>
    </message>
    <message>
        <source>Empty: everything since the first sale</source>
        <translation>Пусто: всё с первой продажи</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодировка</translation>
    </message>
    <message>
        <source>Encoding guessed</source>
        <translation>Кодировка угадана</translation>
    </message>
    <message>
        <source>ends before entry {number}</source>
        <translation>обрывается перед записью {number}</translation>
    </message>
    <message>
        <source>Enter a name</source>
        <translation>Введите имя</translation>
    </message>
    <message>
        <source>Enter at least one contact that you answer</source>
        <translation>Введите хотя бы один контакт, на который ответите вы</translation>
    </message>
    <message>
        <source>Enter its password.</source>
        <translation>Введите его пароль.</translation>
    </message>
    <message>
        <source>Enter the code</source>
        <translation>Ввести код</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Введите пароль</translation>
    </message>
    <message>
        <source>Enter the password to open the shop.</source>
        <translation>Введите пароль, чтобы открыть магазин.</translation>
    </message>
    <message>
        <source>Enter the recovery code</source>
        <translation>Введите запасной код</translation>
    </message>
    <message>
        <source>Enter your name</source>
        <translation>Введите своё имя</translation>
    </message>
    <message>
        <source>Entries are chained: nobody can change or remove earlier ones unnoticed.</source>
        <translation>Записи сцеплены: прошлые нельзя незаметно изменить или убрать.</translation>
    </message>
    <message>
        <source>entries are missing here</source>
        <translation>здесь не хватает записей</translation>
    </message>
    <message>
        <source>entries stand in each other's places</source>
        <translation>записи переставлены местами</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Entry changed</source>
        <translation>Запись изменена</translation>
    </message>
    <message>
        <source>Entry removed</source>
        <translation>Запись убрана</translation>
    </message>
    <message>
        <source>evenly</source>
        <comment>how clients come</comment>
        <translation>ровно</translation>
    </message>
    <message>
        <source>every client</source>
        <translation>все клиенты</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Каждый месяц</translation>
    </message>
    <message>
        <source>Every other column is then one client; cards may also stand one below the other.</source>
        <translation>Тогда каждый следующий столбец — один клиент; карточки могут стоять и одна под другой.</translation>
    </message>
    <message>
        <source>Every row was matched with the base for certain.</source>
        <translation>Каждая строка сопоставлена с базой уверенно.</translation>
    </message>
    <message>
        <source>Every row was understood.</source>
        <translation>Все строки поняты.</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Каждую неделю</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все сотрудники</translation>
    </message>
    <message>
        <source>Everybody stands where the rules put them</source>
        <translation>Все стоят там, где положено по правилам</translation>
    </message>
    <message>
        <source>Everybody stands where the rules put them. Those kept by hand stay where they are.</source>
        <translation>Все стоят там, где положено по правилам. Кого держат вручную, остаются на месте.</translation>
    </message>
    <message>
        <source>Everything</source>
        <comment>all of the journal</comment>
        <translation>Все действия</translation>
    </message>
    <message>
        <source>Everything is kept on this computer. No internet is needed.</source>
        <translation>Всё хранится только на этом компьютере. Интернет не нужен.</translation>
    </message>
    <message>
        <source>everything, can be loaded back without losing a thing</source>
        <translation>всё, что есть; можно загрузить обратно без потерь</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Везде</translation>
    </message>
    <message numerus="yes">
        <source>exactly %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>ровно %n раз</numerusform>
            <numerusform>ровно %n раза</numerusform>
            <numerusform>ровно %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>exactly {value}</source>
        <comment>a number</comment>
        <translation>ровно {value}</translation>
    </message>
    <message>
        <source>exactly … times</source>
        <translation>ровно … раз</translation>
    </message>
    <message>
        <source>Excel dropped the leading zero of the tax number; the load puts it back.</source>
        <translation>Excel убрал ноль в начале ИНН, загрузка его вернёт.</translation>
    </message>
    <message>
        <source>Excel errors in cells</source>
        <translation>Ошибки Excel в ячейках</translation>
    </message>
    <message>
        <source>Excel keeps dates as numbers of days; the load turns the number back into a date.</source>
        <translation>Excel хранит даты как число дней, загрузка превратит число обратно в дату.</translation>
    </message>
    <message>
        <source>Excel rounded the long number, the last digits are lost. Take the value from the source.</source>
        <translation>Excel округлил длинное число, последние цифры потеряны. Возьмите значение из источника.</translation>
    </message>
    <message>
        <source>Excel, CSV, OpenDocument, contacts from a phone (vCard)</source>
        <translation>Excel, CSV, OpenDocument, контакты из телефона (vCard)</translation>
    </message>
    <message>
        <source>except those: {what}</source>
        <comment>clients who are left out</comment>
        <translation>кроме таких: {what}</translation>
    </message>
    <message>
        <source>Expected</source>
        <comment>the next visit</comment>
        <translation>Ждём</translation>
    </message>
    <message>
        <source>Expected by now</source>
        <comment>visits</comment>
        <translation>Уже ждём</translation>
    </message>
    <message>
        <source>Expected soon</source>
        <translation>Скоро придут</translation>
    </message>
    <message>
        <source>Expected to spend</source>
        <translation>Принесут за год</translation>
    </message>
    <message>
        <source>expected to spend {amount}</source>
        <translation>за год принесут {amount}</translation>
    </message>
    <message>
        <source>Expected visit</source>
        <translation>Когда ждём</translation>
    </message>
    <message>
        <source>expected {days}</source>
        <comment>a visit, from a day to a day</comment>
        <translation>ждём {days}</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Выгрузить</translation>
    </message>
    <message numerus="yes">
        <source>Export %n clients</source>
        <translation>
            <numerusform>Выгрузить %n клиента</numerusform>
            <numerusform>Выгрузить %n клиентов</numerusform>
            <numerusform>Выгрузить %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Export beyond the cap</source>
        <translation>Выгрузка больше предела</translation>
    </message>
    <message>
        <source>Export clients</source>
        <translation>Выгрузить клиентов</translation>
    </message>
    <message>
        <source>export excel csv vcard save</source>
        <translation>экспорт эксель csv vcard выгрузка сохранить</translation>
    </message>
    <message>
        <source>Export it to Excel there and load that.</source>
        <translation>Экспортируйте его там в Excel и загрузите.</translation>
    </message>
    <message>
        <source>Export needs the owner's agreement.</source>
        <translation>Выгрузка — с согласия владельца.</translation>
    </message>
    <message>
        <source>Export needs the owner's permission.</source>
        <translation>Выгружать можно с разрешения владельца.</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>Выгружать в Excel</translation>
    </message>
    <message>
        <source>Export, print, copies</source>
        <translation>Выгрузка, печать, копии</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Не удалась</translation>
    </message>
    <message>
        <source>faithful</source>
        <comment>clients by recency and frequency</comment>
        <translation>верные</translation>
    </message>
    <message>
        <source>falling asleep</source>
        <comment>clients by recency and frequency</comment>
        <translation>засыпают</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Женский</translation>
    </message>
    <message>
        <source>Fewer contacts than clients: add some, or plant fewer clients</source>
        <translation>Контактов меньше, чем клиентов: допишите или уменьшите число клиентов</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Field in the base</source>
        <translation>Поле в базе</translation>
    </message>
    <message>
        <source>fifth</source>
        <comment>group of digits</comment>
        <translation>пятую</translation>
    </message>
    <message>
        <source>Figure asked for</source>
        <translation>Показатель посмотрели</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Figures recalculated</source>
        <translation>Показатели пересчитаны</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>file</source>
        <comment>what is asked for</comment>
        <translation>файл</translation>
    </message>
    <message>
        <source>File read</source>
        <translation>Файл прочитан</translation>
    </message>
    <message>
        <source>Files that the person copied before still open with the old password, with the clients of that day.</source>
        <translation>Файлы, скопированные раньше, по-прежнему откроются старым паролем — с клиентами на ту дату.</translation>
    </message>
    <message>
        <source>Fill in what is empty there</source>
        <translation>Дополнить пустые поля</translation>
    </message>
    <message>
        <source>filled from above</source>
        <translation>пустые заполняются сверху</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>заполнено</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Фильтр</translation>
    </message>
    <message>
        <source>filter conditions group select</source>
        <comment>more words by which the palette finds “Build a segment”</comment>
        <translation>фильтр условия группа отобрать выборка</translation>
    </message>
    <message>
        <source>Filter: {title} {value}</source>
        <translation>Фильтр: {title} {value}</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>Найти в списке</translation>
    </message>
    <message>
        <source>Find or do</source>
        <translation>Найти или сделать</translation>
    </message>
    <message>
        <source>Find the days anew by the sales of today</source>
        <translation>Найти эти дни заново по нынешним продажам</translation>
    </message>
    <message>
        <source>finds the client at the next load</source>
        <translation>по нему узнаем клиента снова</translation>
    </message>
    <message>
        <source>finds the client exactly</source>
        <translation>точно находит клиента</translation>
    </message>
    <message>
        <source>finds the receipt exactly</source>
        <translation>точно находит чек</translation>
    </message>
    <message>
        <source>finds whose purchase it is</source>
        <translation>найдёт, чья это покупка</translation>
    </message>
    <message>
        <source>Fingerprint: {text}</source>
        <translation>Отпечаток: {text}</translation>
    </message>
    <message>
        <source>first</source>
        <comment>group of digits</comment>
        <translation>первую</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>Первая покупка</translation>
    </message>
    <message>
        <source>First purchase</source>
        <comment>reason of a tier</comment>
        <translation>Первая покупка</translation>
    </message>
    <message>
        <source>first purchase {day}</source>
        <translation>первая покупка {day}</translation>
    </message>
    <message>
        <source>First the access: {name}</source>
        <translation>Сначала доступ: {name}</translation>
    </message>
    <message>
        <source>Fit</source>
        <comment>clients, before: all conditions</comment>
        <translation>Подходят</translation>
    </message>
    <message>
        <source>fits no more</source>
        <translation>больше не подходит</translation>
    </message>
    <message>
        <source>fits since then</source>
        <translation>теперь подходит</translation>
    </message>
    <message>
        <source>Five and more</source>
        <translation>Пять и больше</translation>
    </message>
    <message>
        <source>Folder for the copy</source>
        <translation>Папка для копии</translation>
    </message>
    <message>
        <source>Folder for the restored base</source>
        <translation>Папка для восстановленной базы</translation>
    </message>
    <message>
        <source>Folder of the base</source>
        <translation>Папка базы</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Папка:</translation>
    </message>
    <message>
        <source>Follows the clients</source>
        <translation>Живой: обновляется сам</translation>
    </message>
    <message>
        <source>For a mailing</source>
        <translation>Для рассылки</translation>
    </message>
    <message>
        <source>For a shop that starts here: five minutes</source>
        <translation>Для магазина, который начинает здесь: пять минут</translation>
    </message>
    <message>
        <source>For everybody who works with this base.</source>
        <translation>Для всех, кто работает с этой базой.</translation>
    </message>
    <message>
        <source>For people</source>
        <translation>Для людей</translation>
    </message>
    <message>
        <source>for the mailing of the first of June</source>
        <comment>a reason in a sample</comment>
        <translation>для рассылки к 1 июня</translation>
    </message>
    <message>
        <source>For this computer only: other people's computers keep their own.</source>
        <translation>Только для этого компьютера: на других свои настройки.</translation>
    </message>
    <message>
        <source>Forgot the password</source>
        <translation>Не помню пароль</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Формат файла</translation>
    </message>
    <message>
        <source>Formulas without values</source>
        <translation>Формулы без значений</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Вперёд</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Найденное</translation>
    </message>
    <message>
        <source>Four numbers are needed here</source>
        <translation>Здесь нужны четыре числа</translation>
    </message>
    <message>
        <source>fourth</source>
        <comment>group of digits</comment>
        <translation>четвёртую</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Франция</translation>
    </message>
    <message>
        <source>Free some space and try again. Your data is safe.</source>
        <translation>Освободите место и повторите. Данные целы.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Закрыть доступ</translation>
    </message>
    <message>
        <source>Freeze as it is today</source>
        <translation>Заморозить как сегодня</translation>
    </message>
    <message>
        <source>Freeze: {name}</source>
        <translation>Закрыть доступ: {name}</translation>
    </message>
    <message>
        <source>Frequency and money count over the last, days</source>
        <translation>Частоту и сумму считать за последние, дней</translation>
    </message>
    <message>
        <source>frequency {amount}</source>
        <translation>оценка частоты {amount}</translation>
    </message>
    <message>
        <source>Frequency, 1 to 5</source>
        <translation>Оценка частоты, от 1 до 5</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a range of counts</comment>
        <translation>От</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a range of dates</comment>
        <translation>С</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a tier</comment>
        <translation>Было</translation>
    </message>
    <message>
        <source>From</source>
        <comment>clients of one load of a file</comment>
        <translation>Из загрузки</translation>
    </message>
    <message>
        <source>from day to day</source>
        <translation>с … по …</translation>
    </message>
    <message>
        <source>From now on each client who begins to fit or no longer fits is noted here.</source>
        <translation>С этого дня здесь отмечается каждый, кто начал подходить или перестал.</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <comment>days</comment>
        <translation>с {low} по {high}</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <comment>numbers</comment>
        <translation>от {low} до {high}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <comment>a number or a sum</comment>
        <translation>от {value}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <comment>a range of numbers</comment>
        <translation>от {value}</translation>
    </message>
    <message>
        <source>From, {unit}</source>
        <comment>a range of sums</comment>
        <translation>От, {unit}</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Доступ закрыт</translation>
    </message>
    <message>
        <source>frozen</source>
        <comment>a segment</comment>
        <translation>заморожен</translation>
    </message>
    <message numerus="yes">
        <source>Frozen: the %n who fit today</source>
        <comment>clients</comment>
        <translation>
            <numerusform>Замороженный: %n клиент на сегодня</numerusform>
            <numerusform>Замороженный: %n клиента на сегодня</numerusform>
            <numerusform>Замороженный: %n клиентов на сегодня</numerusform>
        </translation>
    </message>
    <message>
        <source>Frozen: those who fit today</source>
        <translation>Замороженный: те, кто подходит сегодня</translation>
    </message>
    <message>
        <source>Full copy</source>
        <translation>Полная копия</translation>
    </message>
    <message>
        <source>Full name</source>
        <comment>of a client</comment>
        <translation>Имя или название</translation>
    </message>
    <message>
        <source>Garbled letters</source>
        <translation>Нечитаемые буквы</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>ГБ</translation>
    </message>
    <message>
        <source>Georgia</source>
        <translation>Грузия</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Германия</translation>
    </message>
    <message>
        <source>Give back to the rules</source>
        <translation>Отдать правилам</translation>
    </message>
    <message>
        <source>Give it a name</source>
        <translation>Дайте название</translation>
    </message>
    <message>
        <source>Give the shop a name</source>
        <translation>Назовите магазин</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>Вернуться</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Дальше</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Продолжить в фоне</translation>
    </message>
    <message>
        <source>Go on to columns</source>
        <translation>К столбцам</translation>
    </message>
    <message>
        <source>Go on to matches</source>
        <translation>К совпадениям</translation>
    </message>
    <message>
        <source>Go on tomorrow; if it can't wait, ask the owner.</source>
        <translation>Продолжите завтра; если дело срочное, попросите владельца.</translation>
    </message>
    <message>
        <source>Go on with the purchases</source>
        <translation>Перейти к покупкам</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Перейти</translation>
    </message>
    <message>
        <source>go to “{name}”</source>
        <translation>перенести в «{name}»</translation>
    </message>
    <message>
        <source>Goes to a competitor</source>
        <translation>Ходит к конкуренту</translation>
    </message>
    <message>
        <source>good</source>
        <translation>хороший</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>Добрый день</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>Добрый вечер</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>Доброе утро</translation>
    </message>
    <message>
        <source>Good night</source>
        <comment>greeting at night</comment>
        <translation>Доброй ночи</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Понятно</translation>
    </message>
    <message>
        <source>Grachev</source>
        <comment>sample person</comment>
        <translation>Грачёв</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Группа</translation>
    </message>
    <message>
        <source>Group removed</source>
        <translation>Группа убрана</translation>
    </message>
    <message>
        <source>Group titles</source>
        <translation>Названия групп</translation>
    </message>
    <message>
        <source>Group {number} of the recovery code</source>
        <translation>Группа {number} запасного кода</translation>
    </message>
    <message>
        <source>guessed by the values</source>
        <translation>угадали по значениям</translation>
    </message>
    <message>
        <source>Hand over and close…</source>
        <translation>Передать дела и сменить ключи…</translation>
    </message>
    <message>
        <source>Hand over to somebody else</source>
        <translation>Передавать другому сотруднику</translation>
    </message>
    <message>
        <source>hardly</source>
        <comment>whether a client returns</comment>
        <translation>вряд ли</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Есть</translation>
    </message>
    <message>
        <source>Has bought or not yet</source>
        <translation>Покупали или ещё нет</translation>
    </message>
    <message>
        <source>Has no</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Has not signed in yet</source>
        <translation>Ещё не входил</translation>
    </message>
    <message>
        <source>have a birthday {when}</source>
        <translation>день рождения {when}</translation>
    </message>
    <message>
        <source>have a known birthday</source>
        <translation>день рождения известен</translation>
    </message>
    <message>
        <source>have a messenger</source>
        <translation>есть мессенджер</translation>
    </message>
    <message>
        <source>have a note</source>
        <translation>есть заметка</translation>
    </message>
    <message>
        <source>have a phone</source>
        <translation>есть телефон</translation>
    </message>
    <message>
        <source>have an address</source>
        <translation>есть адрес</translation>
    </message>
    <message>
        <source>have an e-mail</source>
        <translation>есть почта</translation>
    </message>
    <message>
        <source>have bought</source>
        <translation>брали</translation>
    </message>
    <message>
        <source>have never bought</source>
        <translation>ни разу не брали</translation>
    </message>
    <message>
        <source>have no address</source>
        <translation>нет адреса</translation>
    </message>
    <message>
        <source>have no e-mail</source>
        <translation>нет почты</translation>
    </message>
    <message>
        <source>have no known birthday</source>
        <translation>день рождения неизвестен</translation>
    </message>
    <message>
        <source>have no messenger</source>
        <translation>нет мессенджера</translation>
    </message>
    <message>
        <source>have no note</source>
        <translation>нет заметки</translation>
    </message>
    <message>
        <source>have no phone</source>
        <translation>нет телефона</translation>
    </message>
    <message>
        <source>Have not come for longer than their habit: a reason to call.</source>
        <translation>Не были дольше своего обычного: повод позвонить.</translation>
    </message>
    <message>
        <source>have the tag {values}</source>
        <translation>есть метка {values}</translation>
    </message>
    <message>
        <source>Headings and values that occur under them, not whole rows</source>
        <translation>Заголовки и значения, которые под ними встречаются, не строки целиком</translation>
    </message>
    <message>
        <source>Headings in row</source>
        <translation>Заголовки в строке</translation>
    </message>
    <message>
        <source>headings in row {number}</source>
        <translation>заголовки в строке {number}</translation>
    </message>
    <message>
        <source>Headings of the file: {headers}</source>
        <translation>Заголовки файла: {headers}</translation>
    </message>
    <message>
        <source>Height of rows</source>
        <translation>Плотность строк</translation>
    </message>
    <message>
        <source>Height of table rows</source>
        <translation>Высота строк таблиц</translation>
    </message>
    <message>
        <source>Held by encryption</source>
        <translation>Обеспечено шифрованием</translation>
    </message>
    <message>
        <source>Held by the program</source>
        <translation>Обеспечено программой</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>скрыт</translation>
    </message>
    <message>
        <source>hidden</source>
        <comment>a sheet</comment>
        <translation>скрытый</translation>
    </message>
    <message>
        <source>hidden, the last digits are {digits}</source>
        <translation>скрыт, последние цифры {digits}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Скрыть пароль</translation>
    </message>
    <message>
        <source>Hide the tier</source>
        <translation>Скрыть ступень</translation>
    </message>
    <message>
        <source>Hide: {name}</source>
        <translation>Скрыть: {name}</translation>
    </message>
    <message>
        <source>Hold the journal against a fingerprint…</source>
        <translation>Сверить журнал с отпечатком…</translation>
    </message>
    <message>
        <source>Hold the journal against a key file…</source>
        <translation>Сверить журнал с флешкой…</translation>
    </message>
    <message>
        <source>House client</source>
        <translation>Служебный клиент</translation>
    </message>
    <message>
        <source>House client marked</source>
        <translation>Отмечен служебный клиент</translation>
    </message>
    <message>
        <source>House client: sales to nobody in particular</source>
        <translation>Служебный клиент: покупки без имени</translation>
    </message>
    <message>
        <source>House client: {name}</source>
        <translation>Служебный клиент: {name}</translation>
    </message>
    <message>
        <source>How evenly they come</source>
        <translation>Насколько ровно ходят</translation>
    </message>
    <message>
        <source>How figures are calculated</source>
        <translation>Как считать показатели</translation>
    </message>
    <message>
        <source>How it goes</source>
        <comment>with a client</comment>
        <translation>Как ходят</translation>
    </message>
    <message>
        <source>How it is kept</source>
        <translation>Как хранить</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Сколько</translation>
    </message>
    <message>
        <source>How many clients</source>
        <translation>Сколько клиентов</translation>
    </message>
    <message>
        <source>How many contacts</source>
        <translation>Сколько контактов показывать</translation>
    </message>
    <message>
        <source>How many contacts may be shown</source>
        <translation>Сколько контактов можно показать</translation>
    </message>
    <message>
        <source>How many contacts: {name}</source>
        <translation>Сколько контактов показывать: {name}</translation>
    </message>
    <message>
        <source>How much at least</source>
        <translation>Не меньше</translation>
    </message>
    <message>
        <source>How the conditions belong together</source>
        <translation>Как сочетать условия</translation>
    </message>
    <message>
        <source>How the last checks went</source>
        <translation>Как менялись последние чеки</translation>
    </message>
    <message>
        <source>How to open the copy</source>
        <translation>Чем открыть копию</translation>
    </message>
    <message>
        <source>If everybody works under one Windows account, or a member of staff has an administrator's rights, that person can replace the program and learn the owner's password. Make separate accounts; the owner should not type the owner's password under an account of the staff.</source>
        <translation>Если все работают под одной учётной записью Windows или у сотрудника есть права администратора, он может подменить программу и узнать пароль владельца. Заведите отдельные учётные записи; владелец не должен вводить свой пароль под учётной записью сотрудника.</translation>
    </message>
    <message>
        <source>If rows are filled with colour, each colour can become a tier.</source>
        <translation>Если строки залиты цветом, каждый цвет может стать ступенью.</translation>
    </message>
    <message>
        <source>If the client is in the base already</source>
        <translation>Если клиент уже есть в базе</translation>
    </message>
    <message>
        <source>If the client of a purchase is not in the base</source>
        <translation>Если покупателя нет в базе</translation>
    </message>
    <message>
        <source>If the owner's password and the recovery code are both forgotten, the data are lost for ever. The developers have no way round.</source>
        <translation>Забыты пароль владельца и код восстановления — данные потеряны навсегда. У разработчиков нет обходного пути.</translation>
    </message>
    <message>
        <source>If the whole computer is stolen and its disk is not encrypted (BitLocker / FileVault / LUKS), protection rests on the strength of the passwords alone.</source>
        <translation>Если украден компьютер целиком и диск не зашифрован (BitLocker / FileVault / LUKS), защита держится только на стойкости паролей.</translation>
    </message>
    <message>
        <source>If this field is filled in the base already</source>
        <translation>Если это поле в базе уже заполнено</translation>
    </message>
    <message>
        <source>If you forget the owner's password, the base opens with this code. It has digits only.</source>
        <translation>Если забудете пароль владельца, база откроется этим кодом. В нём только цифры.</translation>
    </message>
    <message>
        <source>Ilya</source>
        <comment>sample person</comment>
        <translation>Илья</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Импорт и экспорт</translation>
    </message>
    <message>
        <source>import excel csv vcard table</source>
        <translation>импорт эксель csv vcard таблица загрузка</translation>
    </message>
    <message>
        <source>Import_report</source>
        <comment>in a file name</comment>
        <translation>Отчёт_импорта</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Важное</translation>
    </message>
    <message>
        <source>Impossible birthday</source>
        <translation>Невозможный день рождения</translation>
    </message>
    <message>
        <source>in</source>
        <comment>a segment</comment>
        <translation>входит в</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>через %n дн.</numerusform>
            <numerusform>через %n дн.</numerusform>
            <numerusform>через %n дн.</numerusform>
        </translation>
    </message>
    <message>
        <source>In a card</source>
        <translation>В карточке</translation>
    </message>
    <message>
        <source>In a list</source>
        <translation>В списке</translation>
    </message>
    <message>
        <source>In segments</source>
        <comment>a client</comment>
        <translation>В сегментах</translation>
    </message>
    <message>
        <source>In the base</source>
        <translation>В базе</translation>
    </message>
    <message>
        <source>in the base since {month}</source>
        <translation>в базе с {month}</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>В файле</translation>
    </message>
    <message>
        <source>In the journal</source>
        <translation>Что записано в журнале</translation>
    </message>
    <message numerus="yes">
        <source>in the last %n days</source>
        <comment>when</comment>
        <translation>
            <numerusform>за последний %n день</numerusform>
            <numerusform>за последние %n дня</numerusform>
            <numerusform>за последние %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>in the last … days</source>
        <translation>за последние … дней</translation>
    </message>
    <message numerus="yes">
        <source>In the next %n days</source>
        <comment>birthdays</comment>
        <translation>
            <numerusform>В ближайший %n день</numerusform>
            <numerusform>В ближайшие %n дня</numerusform>
            <numerusform>В ближайшие %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the next %n days</source>
        <comment>visits</comment>
        <translation>
            <numerusform>В ближайший %n день</numerusform>
            <numerusform>В ближайшие %n дня</numerusform>
            <numerusform>В ближайшие %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the next %n days</source>
        <comment>when</comment>
        <translation>
            <numerusform>в ближайший %n день</numerusform>
            <numerusform>в ближайшие %n дня</numerusform>
            <numerusform>в ближайшие %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>In the next days: a reason to congratulate.</source>
        <translation>В ближайшие дни: повод поздравить.</translation>
    </message>
    <message>
        <source>in the next … days</source>
        <translation>в ближайшие … дней</translation>
    </message>
    <message>
        <source>in the segment {values}</source>
        <translation>в сегменте {values}</translation>
    </message>
    <message>
        <source>In the shop</source>
        <translation>В магазине</translation>
    </message>
    <message>
        <source>In their words</source>
        <translation>Что сказал сам</translation>
    </message>
    <message>
        <source>In twelve months</source>
        <translation>За 12 месяцев</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>Словами</translation>
    </message>
    <message>
        <source>INN</source>
        <translation>ИНН</translation>
    </message>
    <message>
        <source>Instagram</source>
        <translation>Instagram</translation>
    </message>
    <message>
        <source>Interest, no purchase yet</source>
        <comment>rule of a tier</comment>
        <translation>Есть интерес, покупок ещё нет</translation>
    </message>
    <message>
        <source>interest, no purchase yet</source>
        <translation>есть интерес, покупок нет</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Прервана</translation>
    </message>
    <message>
        <source>Invented clients in this person's portfolio, with phones and e-mails of yours. If somebody calls or writes to them, the list was taken from here. Only owners know which they are.</source>
        <translation>Выдуманные клиенты в портфеле сотрудника с вашими телефонами и почтой. Если по ним позвонят или напишут, список унесли отсюда. Какие они, знают только владельцы.</translation>
    </message>
    <message>
        <source>Inventing clients and purchases</source>
        <translation>Придумываю клиентов и покупки</translation>
    </message>
    <message>
        <source>Irkutsk</source>
        <translation>Иркутск</translation>
    </message>
    <message>
        <source>is</source>
        <comment>a value</comment>
        <translation>это</translation>
    </message>
    <message>
        <source>Is it a house client? Mark it, and its purchases count in the sums of the shop alone.</source>
        <translation>Это служебный клиент? Отметьте его, и его покупки останутся только в суммах магазина.</translation>
    </message>
    <message>
        <source>Is kept as it is: too deep to be changed here</source>
        <translation>Хранится как есть: слишком глубоко, чтобы менять здесь</translation>
    </message>
    <message>
        <source>is not</source>
        <comment>a value</comment>
        <translation>это не</translation>
    </message>
    <message>
        <source>Is the base whole</source>
        <translation>Цела ли база</translation>
    </message>
    <message>
        <source>It begins with the rights of the role in the current column. Nothing holds before you save.</source>
        <translation>Она начнёт с прав роли в текущем столбце. До сохранения ничего не действует.</translation>
    </message>
    <message>
        <source>It can be redone until the next load.</source>
        <translation>Загрузку можно будет вернуть до следующей загрузки.</translation>
    </message>
    <message>
        <source>it differs from the code above</source>
        <translation>не совпадает с кодом выше</translation>
    </message>
    <message>
        <source>it does not go so: {values}</source>
        <translation>ходят не так: {values}</translation>
    </message>
    <message>
        <source>it does not say what was written</source>
        <translation>в ней не то, что было записано</translation>
    </message>
    <message>
        <source>it goes so: {values}</source>
        <translation>ходят так: {values}</translation>
    </message>
    <message>
        <source>It holds for this request alone, once, within seven days. The journal says who allowed it.</source>
        <translation>Это согласие на один этот запрос, на один раз, в течение семи дней. Кто разрешил, останется в журнале.</translation>
    </message>
    <message>
        <source>It holds from the next sign-in on.</source>
        <translation>Действует со следующего входа.</translation>
    </message>
    <message>
        <source>It is done at once and stays done, whatever comes next. It can be taken back in the list of people.</source>
        <translation>Это делается сразу и остаётся в силе, что бы ни было дальше. Вернуть доступ можно в списке сотрудников.</translation>
    </message>
    <message>
        <source>It is good for one file.</source>
        <translation>Согласия хватит на один файл.</translation>
    </message>
    <message>
        <source>It is good for one print.</source>
        <translation>Его хватит на одну печать.</translation>
    </message>
    <message>
        <source>It is on this computer or on a drive</source>
        <translation>Она на этом компьютере или на диске</translation>
    </message>
    <message numerus="yes">
        <source>It needs at least %n characters.</source>
        <translation>
            <numerusform>Нужен не меньше чем %n знак.</numerusform>
            <numerusform>Нужно не меньше %n знаков.</numerusform>
            <numerusform>Нужно не меньше %n знаков.</numerusform>
        </translation>
    </message>
    <message>
        <source>It opens beside your base, which stays empty</source>
        <translation>Он откроется рядом, ваша база останется пустой</translation>
    </message>
    <message>
        <source>It replaces the owner's forgotten password. The old recovery code stops working as well.</source>
        <translation>Он заменит забытый пароль владельца. Старый запасной код тоже перестанет работать.</translation>
    </message>
    <message>
        <source>It stands at entry {number}</source>
        <translation>Он стоит на записи {number}</translation>
    </message>
    <message>
        <source>It stands on the sign-in screen and is signed with the owner's keys</source>
        <translation>Стоит на экране входа и подписано ключами владельца</translation>
    </message>
    <message>
        <source>It took {seconds} s. Every row of the file is counted below.</source>
        <translation>Заняло {seconds} с. Ниже посчитана каждая строка файла.</translation>
    </message>
    <message>
        <source>it was written again later</source>
        <translation>она переписана позже</translation>
    </message>
    <message>
        <source>it was written in somebody else's name</source>
        <translation>она записана от чужого имени</translation>
    </message>
    <message>
        <source>Its contacts are encrypted with a key of their own. Owners read every portfolio.</source>
        <translation>Его контакты зашифрованы отдельным ключом. Владельцы читают все портфели.</translation>
    </message>
    <message>
        <source>its person did not sign it</source>
        <translation>её автор её не подписывал</translation>
    </message>
    <message>
        <source>Its purchases count in the sums of the shop alone.</source>
        <translation>Его покупки считаются только в суммах магазина.</translation>
    </message>
    <message>
        <source>joins a row above</source>
        <comment>what happens to a row</comment>
        <translation>повтор строки выше</translation>
    </message>
    <message>
        <source>joins lines into a receipt</source>
        <translation>соберёт строки в чек</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал действий</translation>
    </message>
    <message>
        <source>Journal checked</source>
        <translation>Журнал проверен</translation>
    </message>
    <message>
        <source>Journal noted on a key file</source>
        <translation>Состояние журнала записано на флешку</translation>
    </message>
    <message>
        <source>journal who did what check chain</source>
        <comment>words to find an action by</comment>
        <translation>журнал кто что делал проверить цепочку</translation>
    </message>
    <message>
        <source>Kaliningrad</source>
        <translation>Калининград</translation>
    </message>
    <message>
        <source>Kamchatka</source>
        <translation>Камчатка</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>Казахстан</translation>
    </message>
    <message>
        <source>KB</source>
        <translation>КБ</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Оставить</translation>
    </message>
    <message>
        <source>Keep by hand</source>
        <translation>Держать вручную</translation>
    </message>
    <message>
        <source>Keep it where others have no access, and delete it when it is no longer needed.</source>
        <translation>Храните его там, куда нет доступа у других, и удалите, когда он станет не нужен.</translation>
    </message>
    <message>
        <source>Keep it where others have no access, and destroy it when it is no longer needed.</source>
        <translation>Храните её там, куда нет доступа другим, и уничтожьте, когда она больше не нужна.</translation>
    </message>
    <message>
        <source>Keep the window out of screenshots, recordings and remote screens</source>
        <translation>Не показывать окно на снимках, записях и удалённых экранах</translation>
    </message>
    <message>
        <source>Keep to these rules</source>
        <translation>Держаться этих правил</translation>
    </message>
    <message>
        <source>Kept by hand</source>
        <translation>Держат вручную</translation>
    </message>
    <message>
        <source>Kept by hand since {day}</source>
        <translation>Держат вручную с {day}</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Ключ</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Флешка</translation>
    </message>
    <message>
        <source>Key of a portfolio renewed</source>
        <translation>Ключ портфеля обновлён</translation>
    </message>
    <message>
        <source>Key of this computer: weakly kept</source>
        <translation>Ключ этого компьютера: хранится слабо</translation>
    </message>
    <message>
        <source>Key of this computer: well kept</source>
        <translation>Ключ этого компьютера: хранится надёжно</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Ключи</translation>
    </message>
    <message>
        <source>Keys and help</source>
        <translation>Клавиши и помощь</translation>
    </message>
    <message>
        <source>Keys and rights, signed by the owner</source>
        <translation>Ключи и права, подписанные владельцем</translation>
    </message>
    <message>
        <source>Keys changed</source>
        <translation>Ключи изменены</translation>
    </message>
    <message>
        <source>Kim</source>
        <comment>sample person</comment>
        <translation>Ким</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Kind of contact</source>
        <translation>Вид контакта</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>Тип файла:</translation>
    </message>
    <message>
        <source>KPP</source>
        <translation>КПП</translation>
    </message>
    <message>
        <source>Krasnoyarsk</source>
        <translation>Красноярск</translation>
    </message>
    <message>
        <source>Kyrgyzstan</source>
        <translation>Киргизия</translation>
    </message>
    <message>
        <source>Label</source>
        <comment>of a contact: home, work</comment>
        <translation>Пометка</translation>
    </message>
    <message>
        <source>Label of the contact</source>
        <translation>Пометка контакта</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Large checks, few visits: worth inviting more often.</source>
        <translation>Чеки большие, визиты редкие: стоит звать чаще.</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>За 7 дней</translation>
    </message>
    <message>
        <source>Last here</source>
        <translation>Был у нас</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>last one {day}</source>
        <translation>последняя {day}</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>Последняя покупка</translation>
    </message>
    <message>
        <source>Last purchase, days ago at most</source>
        <translation>Последняя покупка, дней назад, не больше</translation>
    </message>
    <message>
        <source>Last recalculated {when}</source>
        <translation>Последний пересчёт: {when}</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Последний визит</translation>
    </message>
    <message>
        <source>last visit {ago}</source>
        <translation>последний визит: {ago}</translation>
    </message>
    <message>
        <source>last visit {ago}, usually comes every {interval}</source>
        <translation>последний визит: {ago}, обычно приходит раз в {interval}</translation>
    </message>
    <message>
        <source>Last, first, middle name</source>
        <translation>Фамилия, имя, отчество</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Недавние</translation>
    </message>
    <message>
        <source>later</source>
        <translation>позже</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>раскладка</translation>
    </message>
    <message>
        <source>leak phone canary whose</source>
        <comment>words to find an action by</comment>
        <translation>утечка телефон ловушка чей</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Уйти</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Оставить как есть</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Не загружать</translation>
    </message>
    <message>
        <source>Leave the row out and report it</source>
        <translation>Не загружать и показать в отчёте</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Уйти без сохранения</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Уйти без сохранения?</translation>
    </message>
    <message>
        <source>Leaves the shop…</source>
        <translation>Увольняется…</translation>
    </message>
    <message>
        <source>Leaving begun</source>
        <translation>Начат уход сотрудника</translation>
    </message>
    <message>
        <source>Lebedeva</source>
        <comment>sample person</comment>
        <translation>Лебедева</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>a ready segment</comment>
        <translation>Ушли</translation>
    </message>
    <message>
        <source>Left on</source>
        <translation>Дата увольнения</translation>
    </message>
    <message>
        <source>Left, and spent a lot</source>
        <translation>Ушли и много тратили</translation>
    </message>
    <message>
        <source>Less often</source>
        <translation>Реже</translation>
    </message>
    <message>
        <source>Less than the first</source>
        <translation>Меньше первого</translation>
    </message>
    <message>
        <source>less than {share}</source>
        <translation>меньше {share}</translation>
    </message>
    <message>
        <source>Let it end</source>
        <translation>Дождаться конца</translation>
    </message>
    <message>
        <source>Letter for print</source>
        <translation>Буква для печати</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>likely</source>
        <comment>whether a client returns</comment>
        <translation>скорее да</translation>
    </message>
    <message>
        <source>Likely to return</source>
        <translation>Вернётся</translation>
    </message>
    <message>
        <source>Limit of showings reached</source>
        <translation>Лимит показов исчерпан</translation>
    </message>
    <message>
        <source>Limit of showings set</source>
        <translation>Изменён лимит показов</translation>
    </message>
    <message>
        <source>Limits of showings, forbidden copying, masking and the ban on pictures of the screen slow taking out and leave a trace, but are no insurmountable barrier for somebody with technical skill. Such rights carry the badge 🧩; rights with the badge 🔐 are held by encryption.</source>
        <translation>Лимиты показов, запрет копирования, маскировка и запрет снимков экрана замедляют вынос и оставляют след, но не являются непреодолимой преградой для технически грамотного сотрудника. Такие права помечены значком 🧩; права со значком 🔐 обеспечены шифрованием.</translation>
    </message>
    <message>
        <source>Line number</source>
        <translation>Номер строки чека</translation>
    </message>
    <message>
        <source>List looked through</source>
        <translation>Просмотрен список</translation>
    </message>
    <message>
        <source>live in the city {values}</source>
        <translation>город {values}</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Загрузить</translation>
    </message>
    <message numerus="yes">
        <source>Load %n rows</source>
        <translation>
            <numerusform>Загрузить %n строку</numerusform>
            <numerusform>Загрузить %n строки</numerusform>
            <numerusform>Загрузить %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Load a file</source>
        <translation>Загрузить файл</translation>
    </message>
    <message>
        <source>Load a report of sales from 1C or the till: then you see whom to call today and who stays away too long.</source>
        <translation>Загрузите отчёт о продажах из 1С или кассы — и будет видно, кому звонить сегодня и кто давно не приходит.</translation>
    </message>
    <message>
        <source>Load a table from Excel, a till or a phone: the program recognises the columns by itself.</source>
        <translation>Загрузите таблицу из Excel, кассы или телефона: столбцы программа узнает сама.</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Load all sheets with the same headings</source>
        <translation>Загрузить все листы с такими же заголовками</translation>
    </message>
    <message>
        <source>Load cancelled</source>
        <translation>Загрузка отменена</translation>
    </message>
    <message>
        <source>Load checked</source>
        <translation>Загрузка проверена</translation>
    </message>
    <message>
        <source>Load clients from Excel</source>
        <translation>Загрузить клиентов из Excel</translation>
    </message>
    <message>
        <source>Load from Excel</source>
        <translation>Загрузить из Excel</translation>
    </message>
    <message>
        <source>Load of a file</source>
        <translation>Загрузка файла</translation>
    </message>
    <message>
        <source>Load or change taken back</source>
        <translation>Загрузка или изменение отменены</translation>
    </message>
    <message>
        <source>Load sales</source>
        <translation>Загрузить продажи</translation>
    </message>
    <message>
        <source>Load the list that you already keep, or write down the first client by hand.</source>
        <translation>Загрузите список, который уже ведёте, или запишите первого клиента вручную.</translation>
    </message>
    <message>
        <source>Load written</source>
        <translation>Загрузка записана</translation>
    </message>
    <message>
        <source>Loaded</source>
        <comment>a load</comment>
        <translation>Загружена</translation>
    </message>
    <message>
        <source>Loaded again: {name}</source>
        <translation>Снова загружено: {name}</translation>
    </message>
    <message>
        <source>Loaded earlier</source>
        <translation>Загружено раньше</translation>
    </message>
    <message>
        <source>Loaded from a file</source>
        <translation>Загружено из файла</translation>
    </message>
    <message>
        <source>Loaded from {file}</source>
        <translation>Загружено из файла {file}</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>загружается</translation>
    </message>
    <message>
        <source>Loading clients from a file</source>
        <translation>Загрузка клиентов из файла</translation>
    </message>
    <message>
        <source>Loading purchases from a file</source>
        <translation>Загрузка покупок из файла</translation>
    </message>
    <message>
        <source>Loads</source>
        <translation>Загрузки</translation>
    </message>
    <message>
        <source>Loads and changes</source>
        <translation>Загрузки и изменения</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Блокировать экран</translation>
    </message>
    <message>
        <source>London</source>
        <translation>Лондон</translation>
    </message>
    <message>
        <source>long away</source>
        <comment>clients by recency and frequency</comment>
        <translation>давно не были</translation>
    </message>
    <message>
        <source>Look at a sample shop</source>
        <translation>Посмотреть на примере</translation>
    </message>
    <message>
        <source>Look at the marked ones.</source>
        <translation>Посмотрите на отмеченные.</translation>
    </message>
    <message>
        <source>Look in the trash: the card may be there.</source>
        <translation>Посмотрите в корзине: карточка может быть там.</translation>
    </message>
    <message>
        <source>looked after by {values}</source>
        <translation>отвечает {values}</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Просмотр</translation>
    </message>
    <message>
        <source>Looking whether you may take it back</source>
        <translation>Проверяем, можно ли вам это отменить</translation>
    </message>
    <message>
        <source>Lost after {days} of silence</source>
        <translation>Потерян, если молчит {days}</translation>
    </message>
    <message>
        <source>lost after {days}, {source}</source>
        <translation>потерян через {days}, {source}</translation>
    </message>
    <message>
        <source>Lost letters</source>
        <translation>Потерянные буквы</translation>
    </message>
    <message>
        <source>lost silence days threshold return</source>
        <comment>words to find an action by</comment>
        <translation>потерян молчит дни порог вернётся показатели</translation>
    </message>
    <message>
        <source>M</source>
        <comment>money, millions</comment>
        <translation>млн</translation>
    </message>
    <message>
        <source>made</source>
        <translation>сделана</translation>
    </message>
    <message>
        <source>Magadan</source>
        <translation>Магадан</translation>
    </message>
    <message>
        <source>Mailing</source>
        <comment>in a file name</comment>
        <translation>Рассылка</translation>
    </message>
    <message>
        <source>Main contact</source>
        <translation>Основной контакт</translation>
    </message>
    <message>
        <source>main one</source>
        <translation>основной</translation>
    </message>
    <message>
        <source>Make a copy each time the program closes</source>
        <translation>Делать копию при каждом закрытии программы</translation>
    </message>
    <message>
        <source>Make a copy now</source>
        <translation>Сделать копию</translation>
    </message>
    <message>
        <source>Make a copy of the base</source>
        <translation>Сделать копию базы</translation>
    </message>
    <message>
        <source>Make a new base</source>
        <translation>Завести новую базу</translation>
    </message>
    <message>
        <source>Make a table of it first: xlsx or CSV.</source>
        <translation>Сначала сделайте из него таблицу: xlsx или CSV.</translation>
    </message>
    <message>
        <source>Make another card</source>
        <translation>Создать новую карточку</translation>
    </message>
    <message>
        <source>Make copies of the base</source>
        <translation>Делать копии базы</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Создать</translation>
    </message>
    <message>
        <source>Make it the main one</source>
        <translation>Сделать основным</translation>
    </message>
    <message>
        <source>Making a copy before closing</source>
        <translation>Делаю копию перед закрытием</translation>
    </message>
    <message>
        <source>Making a sample shop</source>
        <translation>Готовлю магазин для примера</translation>
    </message>
    <message>
        <source>Making the base</source>
        <translation>Создаю базу</translation>
    </message>
    <message>
        <source>Making the base takes a few seconds</source>
        <translation>База создаётся несколько секунд</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Мужской</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Менеджер</translation>
    </message>
    <message>
        <source>Marina</source>
        <comment>sample person</comment>
        <translation>Марина</translation>
    </message>
    <message>
        <source>Marina Lebedeva</source>
        <comment>sample person</comment>
        <translation>Марина Лебедева</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>отметить</translation>
    </message>
    <message>
        <source>Mark all</source>
        <translation>Отметить всё</translation>
    </message>
    <message>
        <source>Mark as a house client</source>
        <translation>Отметить служебным</translation>
    </message>
    <message>
        <source>Mark as house clients</source>
        <translation>Отметить служебными</translation>
    </message>
    <message>
        <source>Mark several</source>
        <translation>Отметить несколько</translation>
    </message>
    <message>
        <source>Mark the row</source>
        <translation>Отметить строку</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>отмечено</translation>
    </message>
    <message>
        <source>marked</source>
        <comment>a check box of a client card</comment>
        <translation>отмечено</translation>
    </message>
    <message>
        <source>Marked as recommending the shop</source>
        <translation>Отмечено «Советует нас»</translation>
    </message>
    <message>
        <source>Market</source>
        <comment>a client state: no interest yet</comment>
        <translation>Рынок</translation>
    </message>
    <message>
        <source>Mass change</source>
        <translation>Массовое изменение</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Совпадения</translation>
    </message>
    <message>
        <source>May add clients there and not read them back</source>
        <translation>Может добавлять клиентов, но не читать их</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>МБ</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Участники</translation>
    </message>
    <message>
        <source>Members of a portfolio changed</source>
        <translation>Изменены участники портфеля</translation>
    </message>
    <message>
        <source>Members of segments written down</source>
        <translation>Записан состав сегментов</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>Messenger</source>
        <translation>Мессенджер</translation>
    </message>
    <message>
        <source>messenger</source>
        <translation>мессенджер</translation>
    </message>
    <message>
        <source>Middle name</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>Mine</source>
        <comment>a value of a field</comment>
        <translation>Моё</translation>
    </message>
    <message>
        <source>Minsk</source>
        <translation>Минск</translation>
    </message>
    <message>
        <source>Missing in the cards</source>
        <translation>Чего нет в карточках</translation>
    </message>
    <message>
        <source>Money of twelve months</source>
        <translation>Деньги за 12 месяцев</translation>
    </message>
    <message>
        <source>money {amount}</source>
        <translation>оценка денег {amount}</translation>
    </message>
    <message>
        <source>Money, 1 to 5</source>
        <translation>Оценка денег, от 1 до 5</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>месяц, день, год</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Другие действия</translation>
    </message>
    <message>
        <source>More roles than this nobody tells apart</source>
        <translation>Больше ролей никто не различит</translation>
    </message>
    <message>
        <source>More segments</source>
        <translation>Ещё сегменты</translation>
    </message>
    <message>
        <source>More steps than this nobody tells apart</source>
        <translation>Больше ступеней никто не различит</translation>
    </message>
    <message numerus="yes">
        <source>more than %n days ago</source>
        <comment>when</comment>
        <translation>
            <numerusform>больше %n дня назад</numerusform>
            <numerusform>больше %n дней назад</numerusform>
            <numerusform>больше %n дней назад</numerusform>
        </translation>
    </message>
    <message>
        <source>more than … days ago</source>
        <translation>больше … дней назад</translation>
    </message>
    <message>
        <source>Moscow</source>
        <translation>Москва</translation>
    </message>
    <message>
        <source>most often after {days}</source>
        <translation>чаще всего через {days}</translation>
    </message>
    <message numerus="yes">
        <source>Move %n clients</source>
        <comment>a button</comment>
        <translation>
            <numerusform>Перенести %n клиента</numerusform>
            <numerusform>Перенести %n клиентов</numerusform>
            <numerusform>Перенести %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n clients to a portfolio that you do not read?</source>
        <translation>
            <numerusform>Перенести %n клиента в портфель, который вы не читаете?</numerusform>
            <numerusform>Перенести %n клиентов в портфель, который вы не читаете?</numerusform>
            <numerusform>Перенести %n клиентов в портфель, который вы не читаете?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>Удалять в корзину</translation>
    </message>
    <message>
        <source>Move: drag, or Alt with arrows</source>
        <translation>Передвинуть: мышью или стрелками</translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation>Переехал</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>Перемещение в корзину</translation>
    </message>
    <message numerus="yes">
        <source>Moved to “{name}”: %n clients</source>
        <translation>
            <numerusform>В портфель «{name}» перенесён %n клиент</numerusform>
            <numerusform>В портфель «{name}» перенесены %n клиента</numerusform>
            <numerusform>В портфель «{name}» перенесено %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Much more than usual: {name}</source>
        <translation>Намного больше обычного: {name}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>of a person</comment>
        <translation>Имя</translation>
    </message>
    <message numerus="yes">
        <source>Name %n at most: the others can be added later in People and access</source>
        <translation>
            <numerusform>Назовите не больше %n: остальные добавьте потом в разделе «Сотрудники и доступ»</numerusform>
            <numerusform>Назовите не больше %n: остальные добавьте потом в разделе «Сотрудники и доступ»</numerusform>
            <numerusform>Назовите не больше %n: остальные добавьте потом в разделе «Сотрудники и доступ»</numerusform>
        </translation>
    </message>
    <message>
        <source>Name and phone are enough to begin with</source>
        <translation>Для начала хватит имени и телефона</translation>
    </message>
    <message>
        <source>Name and surname</source>
        <translation>Имя и фамилия</translation>
    </message>
    <message>
        <source>Name at least one employee, or choose one portfolio for everybody</source>
        <translation>Назовите хотя бы один или выберите один портфель на всех</translation>
    </message>
    <message>
        <source>name currency time zone country lock</source>
        <comment>words to find an action by</comment>
        <translation>название валюта часовой пояс страна блокировка магазин</translation>
    </message>
    <message>
        <source>Name of the client</source>
        <translation>Имя клиента</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Название магазина</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>Название источника</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>Название шаблона</translation>
    </message>
    <message>
        <source>Name of the tier</source>
        <translation>Название ступени</translation>
    </message>
    <message>
        <source>Name the sum, or write what was bought</source>
        <translation>Укажите сумму или запишите, что куплено</translation>
    </message>
    <message>
        <source>Name the tag</source>
        <translation>Назовите метку</translation>
    </message>
    <message>
        <source>Name what was bought</source>
        <translation>Укажите, что куплено</translation>
    </message>
    <message>
        <source>name, phone and e-mail of those who agreed to news</source>
        <translation>имя, телефон и почта тех, кто согласен на новости</translation>
    </message>
    <message>
        <source>Name, phone, card, tag</source>
        <translation>Имя, телефон, карта, метка</translation>
    </message>
    <message>
        <source>names</source>
        <comment>a column of a file</comment>
        <translation>имена</translation>
    </message>
    <message>
        <source>NAMES IN CAPITALS: write as Names</source>
        <translation>ИМЕНА ПРОПИСНЫМИ записать как Имена</translation>
    </message>
    <message>
        <source>Names of fields seem to stand in the first column. If so, turn the table at the first step.</source>
        <translation>Похоже, названия полей стоят в первом столбце. Если так, разверните таблицу на первом шаге.</translation>
    </message>
    <message>
        <source>Names of the portfolios, with commas between</source>
        <translation>Названия портфелей через запятую</translation>
    </message>
    <message>
        <source>need attention</source>
        <comment>clients by recency and frequency</comment>
        <translation>требуют внимания</translation>
    </message>
    <message>
        <source>Needs it no longer</source>
        <translation>Больше не нужно</translation>
    </message>
    <message>
        <source>Neither yes nor no</source>
        <translation>Ни «да», ни «нет»</translation>
    </message>
    <message>
        <source>never by itself</source>
        <translation>сам не блокируется</translation>
    </message>
    <message>
        <source>new</source>
        <comment>what happens to a row</comment>
        <translation>новый</translation>
    </message>
    <message>
        <source>New base</source>
        <translation>Новая база</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Новый клиент</translation>
    </message>
    <message>
        <source>New client “{text}”</source>
        <translation>Новый клиент «{text}»</translation>
    </message>
    <message>
        <source>New clients go to</source>
        <translation>Новые клиенты попадают в</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Новый код</translation>
    </message>
    <message>
        <source>New here: {columns}.</source>
        <translation>Новые столбцы: {columns}.</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Новые ключи</translation>
    </message>
    <message>
        <source>New keys accepted</source>
        <translation>Новые ключи приняты</translation>
    </message>
    <message>
        <source>New keys are made for the base and for: {names}.</source>
        <translation>Новые ключи получат база и портфели: {names}.</translation>
    </message>
    <message>
        <source>New one-time password</source>
        <translation>Новый одноразовый пароль</translation>
    </message>
    <message>
        <source>New one-time password: {name}</source>
        <translation>Новый одноразовый пароль: {name}</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Новый пароль</translation>
    </message>
    <message>
        <source>New portfolio</source>
        <translation>Новый портфель</translation>
    </message>
    <message>
        <source>New purchase</source>
        <translation>Новая покупка</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>Новый запасной код</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Новый сегмент</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Новая метка</translation>
    </message>
    <message>
        <source>New tier</source>
        <translation>Новая ступень</translation>
    </message>
    <message>
        <source>New tier or tag</source>
        <translation>Новая ступень или метка</translation>
    </message>
    <message>
        <source>New tier “{name}”</source>
        <translation>Новая ступень «{name}»</translation>
    </message>
    <message>
        <source>New York</source>
        <translation>Нью-Йорк</translation>
    </message>
    <message>
        <source>Newcomer</source>
        <comment>how it goes with a client</comment>
        <translation>Новичок</translation>
    </message>
    <message>
        <source>newcomers</source>
        <comment>clients by recency and frequency</comment>
        <translation>новые</translation>
    </message>
    <message>
        <source>Newcomers not seen again</source>
        <translation>Новички без второго визита</translation>
    </message>
    <message>
        <source>Newsletter</source>
        <comment>whether a client agreed to it</comment>
        <translation>Рассылка</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Следующий</translation>
    </message>
    <message>
        <source>Next</source>
        <comment>go on to the next step</comment>
        <translation>Дальше</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>Следующий контакт</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Следующая часть окна</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Следующий шаг</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>Следующий визит</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>No cards opened in the week</source>
        <translation>За неделю карточек не открывали</translation>
    </message>
    <message>
        <source>No cell of the file is filled with a colour.</source>
        <translation>Ячеек, залитых цветом, в файле нет.</translation>
    </message>
    <message>
        <source>No client fits the filters “{filters}”.</source>
        <translation>По фильтрам «{filters}» клиентов нет.</translation>
    </message>
    <message>
        <source>No client fits the search “{text}” and the filters “{filters}”.</source>
        <translation>По запросу «{text}» и фильтрам «{filters}» клиентов нет.</translation>
    </message>
    <message>
        <source>No client fits the search “{text}”.</source>
        <translation>По запросу «{text}» клиентов нет.</translation>
    </message>
    <message>
        <source>No clients yet</source>
        <translation>Клиентов пока нет</translation>
    </message>
    <message>
        <source>No consent to news</source>
        <translation>Нет согласия на новости</translation>
    </message>
    <message>
        <source>no contacts yet</source>
        <translation>контактов пока нет</translation>
    </message>
    <message>
        <source>No copy of the base could be made. Make one in the settings.</source>
        <translation>Копию базы сделать не удалось. Сделайте её в настройках.</translation>
    </message>
    <message>
        <source>No copy yet</source>
        <translation>Копий ещё нет</translation>
    </message>
    <message>
        <source>no data</source>
        <comment>about the chance of a visit</comment>
        <translation>нет данных</translation>
    </message>
    <message>
        <source>No date of purchase</source>
        <translation>Нет даты покупки</translation>
    </message>
    <message>
        <source>No doubtful matches</source>
        <translation>Сомнительных совпадений нет</translation>
    </message>
    <message>
        <source>No doubtful pair waits for a decision.</source>
        <translation>Сомнительных пар, ждущих решения, нет.</translation>
    </message>
    <message>
        <source>No entry has this fingerprint</source>
        <translation>Такого отпечатка в журнале нет</translation>
    </message>
    <message>
        <source>no headings</source>
        <translation>без заголовков</translation>
    </message>
    <message>
        <source>no interest recorded yet</source>
        <translation>интереса пока не было</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Без ограничения</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>без ограничения</translation>
    </message>
    <message>
        <source>No longer here: {columns}.</source>
        <translation>Больше нет столбцов: {columns}.</translation>
    </message>
    <message>
        <source>No longer so: {reason}</source>
        <translation>Больше не выполнено: {reason}</translation>
    </message>
    <message>
        <source>No more may be shown today</source>
        <translation>На сегодня показов больше нет</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Без имени</translation>
    </message>
    <message>
        <source>No news</source>
        <translation>Без рассылок</translation>
    </message>
    <message>
        <source>No owner of this base signed this file.</source>
        <translation>Этот файл не подписан владельцем этой базы.</translation>
    </message>
    <message>
        <source>No phone and no e-mail</source>
        <translation>Нет телефона и почты</translation>
    </message>
    <message>
        <source>no portfolio</source>
        <translation>нет портфеля</translation>
    </message>
    <message>
        <source>No printer is set up on this computer.</source>
        <translation>На этом компьютере нет ни одного принтера.</translation>
    </message>
    <message>
        <source>No purchases any more</source>
        <comment>reason of a tier</comment>
        <translation>Покупок больше нет</translation>
    </message>
    <message>
        <source>No purchases for long</source>
        <comment>reason of a tier</comment>
        <translation>Давно нет покупок</translation>
    </message>
    <message>
        <source>No purchases yet</source>
        <translation>Покупок пока нет</translation>
    </message>
    <message>
        <source>no purchases yet</source>
        <translation>покупок пока нет</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>причина не названа</translation>
    </message>
    <message>
        <source>No remarks</source>
        <translation>Замечаний нет</translation>
    </message>
    <message>
        <source>No row of the file would change the base.</source>
        <translation>Ни одна строка файла не изменит базу.</translation>
    </message>
    <message>
        <source>No sales are in the base yet</source>
        <translation>Продаж в базе ещё нет</translation>
    </message>
    <message>
        <source>No sign-in from now on. What the person copied before still opens with the old password: “Leaves the shop” closes that by new keys.</source>
        <translation>Войти больше нельзя. Скопированное раньше откроется старым паролем: это закрывает «Увольняется» — сменой ключей.</translation>
    </message>
    <message>
        <source>No such number is in use. Check the digits.</source>
        <translation>Таких номеров не бывает. Проверьте цифры.</translation>
    </message>
    <message>
        <source>no visits yet</source>
        <translation>визитов пока нет</translation>
    </message>
    <message>
        <source>No way to reach them</source>
        <translation>Не с чем связаться</translation>
    </message>
    <message>
        <source>Nobody</source>
        <comment>no responsible employee</comment>
        <translation>Никто</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>никому</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>is responsible for a client</comment>
        <translation>никто</translation>
    </message>
    <message>
        <source>Nobody comes or goes</source>
        <translation>Никто не приходит и не уходит</translation>
    </message>
    <message>
        <source>Nobody could have kept them</source>
        <translation>Удержать было нельзя</translation>
    </message>
    <message>
        <source>Nobody else could see it.</source>
        <translation>Больше никто её не видел.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Никого не нашли</translation>
    </message>
    <message>
        <source>Nobody has asked for anything yet</source>
        <translation>Запросов ещё не было</translation>
    </message>
    <message>
        <source>Nobody has been in touch for long</source>
        <translation>Давно никто не общался</translation>
    </message>
    <message>
        <source>Nobody here has this client ID. The row comes in as a new client if the ID has the right form.</source>
        <translation>Клиента с таким номером здесь нет. Если номер записан верно, строка станет новым клиентом.</translation>
    </message>
    <message>
        <source>Nobody looks after them</source>
        <translation>Ни за кем не закреплены</translation>
    </message>
    <message>
        <source>nobody looks after them</source>
        <translation>никто не отвечает</translation>
    </message>
    <message>
        <source>Nobody to recognise</source>
        <translation>Непонятно, кто это</translation>
    </message>
    <message>
        <source>Nobody was shown the contacts or took them out.</source>
        <translation>Контакты никому не показывали и не выгружали.</translation>
    </message>
    <message>
        <source>Nobody with this name signs in here.</source>
        <translation>С таким именем сюда никто не входит.</translation>
    </message>
    <message>
        <source>Nobody would change</source>
        <translation>Никто не изменится</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>пока никто</translation>
    </message>
    <message>
        <source>Nobody's scores would change</source>
        <translation>Оценки ни у кого не изменятся</translation>
    </message>
    <message>
        <source>nobody's session wrote it</source>
        <translation>её не записывала ни одна сессия</translation>
    </message>
    <message>
        <source>Nobody's status would change</source>
        <translation>Ни у кого статус не изменится</translation>
    </message>
    <message>
        <source>none</source>
        <comment>nothing in a cell</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>ни одного</translation>
    </message>
    <message>
        <source>Not a real client</source>
        <comment>a field: sales to nobody in particular stand under it</comment>
        <translation>Не настоящий клиент</translation>
    </message>
    <message>
        <source>Not all rows are read</source>
        <translation>Прочитаны не все строки</translation>
    </message>
    <message>
        <source>not asked</source>
        <comment>consent to news</comment>
        <translation>согласия не спрашивали</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Не проверено</translation>
    </message>
    <message>
        <source>Not content with the quality</source>
        <translation>Недоволен качеством</translation>
    </message>
    <message>
        <source>not decided yet</source>
        <translation>не решено</translation>
    </message>
    <message>
        <source>Not enough disk space: {size} needed.</source>
        <translation>На диске мало места: нужно {size}.</translation>
    </message>
    <message numerus="yes">
        <source>Not for %n days</source>
        <comment>a client's absence</comment>
        <translation>
            <numerusform>Нет %n день</numerusform>
            <numerusform>Нет %n дня</numerusform>
            <numerusform>Нет %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Not for a year</source>
        <comment>a client's absence</comment>
        <translation>Нет больше года</translation>
    </message>
    <message>
        <source>not in</source>
        <comment>a segment</comment>
        <translation>не входит в</translation>
    </message>
    <message>
        <source>not in the segment {values}</source>
        <translation>не в сегменте {values}</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Неизвестно</translation>
    </message>
    <message>
        <source>not looked after by {values}</source>
        <translation>отвечает не {values}</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>не сделана</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>не отмечено</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>не распознано</translation>
    </message>
    <message>
        <source>Not saved yet: this is how the form was left.</source>
        <translation>Ещё не сохранено: форма такая, какой её оставили.</translation>
    </message>
    <message>
        <source>not signed before entry {number}</source>
        <translation>не подписан до записи {number}</translation>
    </message>
    <message>
        <source>Not stated</source>
        <comment>sex</comment>
        <translation>Не указан</translation>
    </message>
    <message>
        <source>not stated</source>
        <comment>a value of a field</comment>
        <translation>не указано</translation>
    </message>
    <message>
        <source>not to be lost</source>
        <comment>clients by recency and frequency</comment>
        <translation>нельзя потерять</translation>
    </message>
    <message>
        <source>Not written yet</source>
        <translation>Не записана</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ещё нет</translation>
    </message>
    <message>
        <source>not yet</source>
        <comment>a client who has not visited so far</comment>
        <translation>визитов нет</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>note</source>
        <translation>заметка</translation>
    </message>
    <message>
        <source>Note of a dealing changed</source>
        <translation>Запись о контакте изменена</translation>
    </message>
    <message>
        <source>Note of a dealing removed</source>
        <translation>Запись о контакте удалена</translation>
    </message>
    <message>
        <source>Note the journal on a stick…</source>
        <translation>Записать состояние журнала на флешку…</translation>
    </message>
    <message>
        <source>Note to the purchase</source>
        <translation>Заметка к покупке</translation>
    </message>
    <message>
        <source>Noted: keep the stick away from the shop's computer</source>
        <translation>Записано: храните флешку отдельно от компьютера магазина</translation>
    </message>
    <message>
        <source>Nothing changed in the base</source>
        <translation>В базе ничего не изменилось</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>больше ничего</translation>
    </message>
    <message>
        <source>Nothing has been loaded yet</source>
        <translation>Ещё ничего не загружали</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Пока ничего не произошло</translation>
    </message>
    <message>
        <source>Nothing is asked yet.</source>
        <translation>Пока не выбрано ни одного условия.</translation>
    </message>
    <message>
        <source>Nothing is calculated yet, so nothing changes for anybody</source>
        <translation>Ещё ничего не посчитано, поэтому ни у кого ничего не меняется</translation>
    </message>
    <message>
        <source>Nothing is calculated yet: that comes by itself with the first sales.</source>
        <translation>Пока ничего не посчитано: это придёт само с первыми продажами.</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>Ничего не изменено</translation>
    </message>
    <message>
        <source>Nothing is lost by stopping: the leaving goes on from where it is.</source>
        <translation>Прерваться можно в любой момент: увольнение продолжится с того же места.</translation>
    </message>
    <message>
        <source>nothing is shown</source>
        <translation>ничего не показывать</translation>
    </message>
    <message>
        <source>Nothing is written yet. The whole load can be taken back for 90 days.</source>
        <translation>Ничего ещё не записано. Загрузку можно будет отменить целиком в течение 90 дней.</translation>
    </message>
    <message>
        <source>nothing new</source>
        <comment>what happens to a row</comment>
        <translation>без изменений</translation>
    </message>
    <message>
        <source>Nothing of it is in the base. The rows that were checked are forgotten.</source>
        <translation>В базе из неё ничего нет. Проверенные строки будут забыты.</translation>
    </message>
    <message>
        <source>Nothing of the kind in these days</source>
        <translation>За эти дни такого не было</translation>
    </message>
    <message>
        <source>nothing typed yet</source>
        <translation>пока пусто</translation>
    </message>
    <message>
        <source>Nothing was bought</source>
        <translation>Непонятно, что куплено</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Ничего не изменилось.</translation>
    </message>
    <message>
        <source>Nothing was noticed in this row.</source>
        <translation>К этой строке замечаний нет.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Пока ничего</translation>
    </message>
    <message>
        <source>now and then</source>
        <comment>how clients come</comment>
        <translation>от случая к случаю</translation>
    </message>
    <message>
        <source>Now with</source>
        <translation>Теперь у</translation>
    </message>
    <message>
        <source>now {days}</source>
        <comment>days of silence</comment>
        <translation>сейчас {days}</translation>
    </message>
    <message>
        <source>Number of purchases</source>
        <translation>Число покупок</translation>
    </message>
    <message>
        <source>Number of visits</source>
        <translation>Число визитов</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>Наблюдатель</translation>
    </message>
    <message>
        <source>Of clients in other portfolios people see the name and the tier, never the contacts.</source>
        <translation>У клиентов других портфелей сотрудники видят имя и ступень, контакты — никогда.</translation>
    </message>
    <message>
        <source>of {everyone} in the base, {share}</source>
        <translation>из {everyone} в базе, {share}</translation>
    </message>
    <message>
        <source>Offended by an employee</source>
        <translation>Обидел сотрудник</translation>
    </message>
    <message>
        <source>OGRN</source>
        <translation>ОГРН</translation>
    </message>
    <message>
        <source>Omsk</source>
        <translation>Омск</translation>
    </message>
    <message>
        <source>On another computer the recovery code opens it, and a new password is set.</source>
        <translation>На другом компьютере её открывает запасной код, и задаётся новый пароль.</translation>
    </message>
    <message>
        <source>On request</source>
        <translation>По разрешению</translation>
    </message>
    <message>
        <source>On the computer where it was made the owner's password is enough.</source>
        <translation>На компьютере, где она сделана, хватит пароля владельца.</translation>
    </message>
    <message>
        <source>On the paper: name, phones, tier, last purchase and city. Each page says who printed it and when.</source>
        <translation>На бумаге: имя, телефоны, ступень, последняя покупка и город. На каждой странице — кто и когда печатал.</translation>
    </message>
    <message>
        <source>one</source>
        <comment>a client</comment>
        <translation>один</translation>
    </message>
    <message>
        <source>One character is needed</source>
        <translation>Нужен один знак</translation>
    </message>
    <message numerus="yes">
        <source>One file of an employee holds %n clients at most.</source>
        <translation>
            <numerusform>В одном файле сотрудника — не больше %n клиента.</numerusform>
            <numerusform>В одном файле сотрудника — не больше %n клиентов.</numerusform>
            <numerusform>В одном файле сотрудника — не больше %n клиентов.</numerusform>
        </translation>
    </message>
    <message>
        <source>One for each employee. You add the people themselves later, in People and access.</source>
        <translation>По одному на сотрудника. Самих сотрудников добавьте потом в разделе «Сотрудники и доступ».</translation>
    </message>
    <message>
        <source>one more of these?</source>
        <translation>ещё один такой же?</translation>
    </message>
    <message>
        <source>One of these stands in the base already: a canary needs contacts that no client has</source>
        <translation>Такой контакт уже есть в базе: для ловушки нужен тот, которого нет ни у кого из клиентов</translation>
    </message>
    <message>
        <source>One portfolio for everybody</source>
        <translation>Один портфель на всех</translation>
    </message>
    <message>
        <source>One visit</source>
        <translation>Один визит</translation>
    </message>
    <message>
        <source>one visit so far</source>
        <translation>пока один визит</translation>
    </message>
    <message>
        <source>one visit so far, {ago}</source>
        <translation>пока один визит: {ago}</translation>
    </message>
    <message>
        <source>One-time password given</source>
        <translation>Выдан одноразовый пароль</translation>
    </message>
    <message>
        <source>One-time password: {name}</source>
        <translation>Одноразовый пароль: {name}</translation>
    </message>
    <message>
        <source>only for reading</source>
        <translation>только для чтения</translation>
    </message>
    <message>
        <source>Only own ones</source>
        <translation>Только свои</translation>
    </message>
    <message>
        <source>Only owners hold the keys for this.</source>
        <translation>Ключи для этого есть только у владельцев.</translation>
    </message>
    <message>
        <source>only the owner can check this</source>
        <translation>это проверяет только владелец</translation>
    </message>
    <message>
        <source>Only the year is known: {year}</source>
        <translation>Известен только год: {year}</translation>
    </message>
    <message>
        <source>Only with remarks</source>
        <translation>Только с замечаниями</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>open</source>
        <translation>открыть</translation>
    </message>
    <message>
        <source>Open a folder with a base</source>
        <translation>Открыть папку с базой</translation>
    </message>
    <message>
        <source>Open it in Excel and save it as xlsx.</source>
        <translation>Откройте его в Excel и сохраните как xlsx.</translation>
    </message>
    <message>
        <source>Open it in Excel, save it anew and try again.</source>
        <translation>Откройте его в Excel, сохраните заново и повторите.</translation>
    </message>
    <message>
        <source>Open it in its program and save it as xlsx.</source>
        <translation>Откройте его в своей программе и сохраните как xlsx.</translation>
    </message>
    <message>
        <source>Open it with that version or update the program. If neither helps, restore the last good copy.</source>
        <translation>Откройте её той версией или обновите программу. Если это не поможет, восстановите последнюю целую копию.</translation>
    </message>
    <message>
        <source>Open it with the owner's recovery code.</source>
        <translation>Откройте её запасным кодом владельца.</translation>
    </message>
    <message>
        <source>Open the base</source>
        <translation>Открыть базу</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Открыть карточку</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Открыть копию</translation>
    </message>
    <message>
        <source>Open the existing one</source>
        <translation>Открыть имеющегося</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Открыть файл</translation>
    </message>
    <message>
        <source>Open the list of a field, tick in it</source>
        <translation>Открыть список поля, отметить в нём</translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation>Открыть магазин</translation>
    </message>
    <message>
        <source>Open: {name}</source>
        <translation>Открыть: {name}</translation>
    </message>
    <message>
        <source>Opened and checked</source>
        <translation>Открыта и проверена</translation>
    </message>
    <message>
        <source>Opened with the recovery code</source>
        <translation>Открыто кодом восстановления</translation>
    </message>
    <message>
        <source>opening balance</source>
        <translation>начальный остаток</translation>
    </message>
    <message>
        <source>opening balance, without receipts</source>
        <translation>начальный остаток, без чеков</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>необязательно</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Варианты</translation>
    </message>
    <message>
        <source>or</source>
        <comment>between the last two conditions</comment>
        <translation>или</translation>
    </message>
    <message>
        <source>or</source>
        <comment>between the last two of a list</comment>
        <translation>или</translation>
    </message>
    <message>
        <source>Order of the date</source>
        <translation>Порядок в дате</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>a kind of contact</comment>
        <translation>Другое</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>ready segments</comment>
        <translation>Другое</translation>
    </message>
    <message>
        <source>Other portfolios</source>
        <translation>Другие портфели</translation>
    </message>
    <message>
        <source>Others often buy it again. Bought on {day}.</source>
        <comment>what a need follows</comment>
        <translation>Другие часто берут это снова. Куплено {day}.</translation>
    </message>
    <message>
        <source>Others often buy it next after what this client bought last.</source>
        <translation>Другие часто берут это после того, что клиент купил в прошлый раз.</translation>
    </message>
    <message>
        <source>Others often buy it next. Bought on {day}: {product}.</source>
        <comment>what a need follows</comment>
        <translation>Другие часто берут это следом. Куплено {day}: {product}.</translation>
    </message>
    <message>
        <source>Otherwise they are compared with each other: each score goes to a fifth of them.</source>
        <translation>Иначе клиенты сравниваются между собой: каждая оценка достаётся пятой части.</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>Свои поля</translation>
    </message>
    <message>
        <source>Own role</source>
        <translation>Своя роль</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Владелец</translation>
    </message>
    <message>
        <source>Owner's password</source>
        <translation>Пароль владельца</translation>
    </message>
    <message>
        <source>owners alone</source>
        <translation>только владельцы</translation>
    </message>
    <message>
        <source>page {number} of {total}</source>
        <comment>of a printed list</comment>
        <translation>стр. {number} из {total}</translation>
    </message>
    <message>
        <source>Pages of the file and links between records</source>
        <translation>Страницы файла и связи между записями</translation>
    </message>
    <message>
        <source>paper pdf printer</source>
        <comment>more words by which the palette finds “Print the list of clients”</comment>
        <translation>бумага pdf принтер распечатать</translation>
    </message>
    <message>
        <source>Paris</source>
        <translation>Париж</translation>
    </message>
    <message>
        <source>Partly hidden</source>
        <translation>Частично скрыто</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>Parts of the card</source>
        <translation>Разделы карточки</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>Части настроек</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Пароль изменён</translation>
    </message>
    <message>
        <source>Password now</source>
        <translation>Пароль сейчас</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Пароль файла</translation>
    </message>
    <message>
        <source>Paste a phone, an e-mail or a line of a list that turned up elsewhere, written in any way.</source>
        <translation>Вставьте телефон, почту или строку всплывшего где-то списка — в любом виде.</translation>
    </message>
    <message>
        <source>Paste what turned up</source>
        <translation>Вставьте, что всплыло</translation>
    </message>
    <message>
        <source>Patronymic</source>
        <translation>Отчество</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>Документ PDF (*.pdf)</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Сотрудники</translation>
    </message>
    <message>
        <source>People and access</source>
        <translation>Сотрудники и доступ</translation>
    </message>
    <message>
        <source>People and keys</source>
        <translation>Сотрудники и ключи</translation>
    </message>
    <message>
        <source>People, rights and keys</source>
        <translation>Сотрудники, права и ключи</translation>
    </message>
    <message>
        <source>perhaps</source>
        <comment>whether a client returns</comment>
        <translation>возможно</translation>
    </message>
    <message>
        <source>Perhaps already in the base</source>
        <translation>Возможно, уже есть в базе</translation>
    </message>
    <message>
        <source>Permission used</source>
        <translation>Разрешение использовано</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>Сотрудник добавлен</translation>
    </message>
    <message>
        <source>Person frozen</source>
        <translation>Доступ закрыт</translation>
    </message>
    <message>
        <source>Person left</source>
        <translation>Увольнение завершено</translation>
    </message>
    <message>
        <source>Person or company</source>
        <translation>Физлицо или юрлицо</translation>
    </message>
    <message>
        <source>Person renamed</source>
        <translation>Сотрудник переименован</translation>
    </message>
    <message>
        <source>Person unfrozen</source>
        <translation>Доступ возвращён</translation>
    </message>
    <message>
        <source>Personal portfolio</source>
        <translation>Личный портфель</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>телефон</translation>
    </message>
    <message>
        <source>Phone beside a name</source>
        <translation>Телефон рядом с именем</translation>
    </message>
    <message>
        <source>Phone corrected</source>
        <translation>Телефон поправлен</translation>
    </message>
    <message>
        <source>Phone instead of a name</source>
        <translation>Телефон вместо имени</translation>
    </message>
    <message>
        <source>Phone not understood</source>
        <translation>Телефон не понят</translation>
    </message>
    <message>
        <source>Phone of an unknown operator</source>
        <translation>Телефон неизвестного оператора</translation>
    </message>
    <message>
        <source>Phone of the client</source>
        <translation>Телефон клиента</translation>
    </message>
    <message>
        <source>Phones and e-mails that you answer yourself, one a line</source>
        <translation>Телефоны и почта, на которые отвечаете вы, по одному в строке</translation>
    </message>
    <message>
        <source>Phones are hidden: your role does not show them.</source>
        <translation>Телефоны скрыты: ваша роль их не показывает.</translation>
    </message>
    <message>
        <source>Phones stand in full for your own clients alone.</source>
        <translation>Телефоны целиком — только у ваших клиентов.</translation>
    </message>
    <message>
        <source>Phones without a code</source>
        <translation>Телефоны без кода страны</translation>
    </message>
    <message>
        <source>Pictures of the screen</source>
        <translation>Снимки экрана</translation>
    </message>
    <message>
        <source>place {place} of {places}</source>
        <translation>место {place} из {places}</translation>
    </message>
    <message>
        <source>Planned contacts</source>
        <translation>Запланировано контактов</translation>
    </message>
    <message>
        <source>Planned contacts handed over</source>
        <translation>Запланировано контактов</translation>
    </message>
    <message>
        <source>Plant</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>point: 1,234.56</source>
        <translation>точка: 1,234.56</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Портфель</translation>
    </message>
    <message>
        <source>Portfolio added</source>
        <translation>Портфель добавлен</translation>
    </message>
    <message>
        <source>Portfolio for new clients set</source>
        <translation>Изменён портфель для новых клиентов</translation>
    </message>
    <message>
        <source>Portfolio renamed</source>
        <translation>Портфель переименован</translation>
    </message>
    <message>
        <source>Portfolios</source>
        <translation>Портфели</translation>
    </message>
    <message>
        <source>Portfolios wait for their people in People and access: {names}.</source>
        <translation>Портфели ждут сотрудников в разделе «Сотрудники и доступ»: {names}.</translation>
    </message>
    <message>
        <source>Portfolios: {name}</source>
        <translation>Портфели: {name}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Position</source>
        <comment>at work</comment>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Индекс</translation>
    </message>
    <message>
        <source>Potential</source>
        <comment>a client state: interest, no purchase</comment>
        <translation>Потенциальный</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Предыдущий</translation>
    </message>
    <message>
        <source>Previous or next client</source>
        <translation>Предыдущий или следующий клиент</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Цена</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Напечатать</translation>
    </message>
    <message>
        <source>print</source>
        <comment>what is asked for</comment>
        <translation>печать</translation>
    </message>
    <message numerus="yes">
        <source>Print %n clients</source>
        <translation>
            <numerusform>Напечатать %n клиента</numerusform>
            <numerusform>Напечатать %n клиентов</numerusform>
            <numerusform>Напечатать %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Print lists</source>
        <translation>Печатать списки</translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation>Печать списка</translation>
    </message>
    <message>
        <source>Print the list of clients</source>
        <translation>Напечатать список клиентов</translation>
    </message>
    <message>
        <source>Print the recovery code</source>
        <translation>Напечатать запасной код</translation>
    </message>
    <message>
        <source>Printing a list needs the owner's agreement.</source>
        <translation>Печать списка — с согласия владельца.</translation>
    </message>
    <message>
        <source>Printing the pages</source>
        <translation>Печатаем страницы</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Товар</translation>
    </message>
    <message>
        <source>Product code</source>
        <translation>Код товара</translation>
    </message>
    <message>
        <source>Product or service</source>
        <translation>Товар или услуга</translation>
    </message>
    <message>
        <source>promising</source>
        <comment>clients by recency and frequency</comment>
        <translation>обещающие</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Покупка</translation>
    </message>
    <message>
        <source>Purchase changed</source>
        <translation>Покупка изменена</translation>
    </message>
    <message>
        <source>Purchase for {sum}</source>
        <translation>Покупка на {sum}</translation>
    </message>
    <message>
        <source>Purchase or refund</source>
        <translation>Покупка или возврат</translation>
    </message>
    <message>
        <source>Purchase removed</source>
        <translation>Покупка убрана</translation>
    </message>
    <message>
        <source>Purchase written down</source>
        <translation>Покупка записана</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Покупки</translation>
    </message>
    <message>
        <source>Purchases</source>
        <comment>a kind of load</comment>
        <translation>Покупки</translation>
    </message>
    <message>
        <source>Purchases</source>
        <comment>rows of a file</comment>
        <translation>Покупки</translation>
    </message>
    <message>
        <source>purchases</source>
        <translation>покупки</translation>
    </message>
    <message>
        <source>Purchases of {sum} or more within {window}</source>
        <translation>Покупки от {sum} за {window}</translation>
    </message>
    <message>
        <source>Purchases so far</source>
        <translation>Прошлые покупки</translation>
    </message>
    <message>
        <source>Put on</source>
        <translation>Поставить</translation>
    </message>
    <message>
        <source>Put the newer folder back, or restore the copy into a new folder.</source>
        <translation>Верните новую папку или восстановите копию в отдельную папку.</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Количество</translation>
    </message>
    <message>
        <source>Quote without a pair</source>
        <translation>Кавычка без пары</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>Кавычки</translation>
    </message>
    <message>
        <source>Read the journal</source>
        <translation>Читать журнал</translation>
    </message>
    <message>
        <source>readable columns without service data</source>
        <translation>понятные столбцы без служебных данных</translation>
    </message>
    <message>
        <source>Reading the clients</source>
        <translation>Читаем клиентов</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>Чтение остановлено.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Читаем…</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Читает</translation>
    </message>
    <message>
        <source>Reads every page, opens sealed contacts and walks through the activity log.</source>
        <translation>Читает каждую страницу, открывает запечатанные контакты и проходит журнал действий.</translation>
    </message>
    <message>
        <source>Reads the contacts of</source>
        <translation>Читает контакты портфелей</translation>
    </message>
    <message>
        <source>Ready segments</source>
        <translation>Готовые сегменты</translation>
    </message>
    <message>
        <source>Ready: {shop}</source>
        <translation>Готово: {shop}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Reason from the n-th</source>
        <translation>Причина с показа №</translation>
    </message>
    <message>
        <source>Reason of the tier</source>
        <translation>Причина ступени</translation>
    </message>
    <message>
        <source>Recalculate by the rules each day</source>
        <translation>Пересчитывать по правилам каждый день</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Чек</translation>
    </message>
    <message>
        <source>Receipt ID (CRM)</source>
        <translation>Номер чека (CRM)</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Номер чека</translation>
    </message>
    <message>
        <source>Recency and frequency</source>
        <translation>Давность и частота покупок</translation>
    </message>
    <message>
        <source>recency {amount}</source>
        <translation>оценка давности {amount}</translation>
    </message>
    <message>
        <source>Recency, 1 to 5</source>
        <translation>Оценка давности, от 1 до 5</translation>
    </message>
    <message>
        <source>Recognise</source>
        <comment>let the program decide</comment>
        <translation>Определить</translation>
    </message>
    <message numerus="yes">
        <source>Recognised {known} of %n columns.</source>
        <translation>
            <numerusform>Узнали {known} из %n столбца.</numerusform>
            <numerusform>Узнали {known} из %n столбцов.</numerusform>
            <numerusform>Узнали {known} из %n столбцов.</numerusform>
        </translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Записать</translation>
    </message>
    <message>
        <source>Record a contact</source>
        <translation>Записать контакт</translation>
    </message>
    <message>
        <source>Recorded: {kind}</source>
        <translation>Записано: {kind}</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Запасной код</translation>
    </message>
    <message>
        <source>Recovery code by groups</source>
        <translation>Запасной код по группам</translation>
    </message>
    <message>
        <source>Recovery code of the base “{shop}”</source>
        <translation>Запасной код базы «{shop}»</translation>
    </message>
    <message>
        <source>Recovery code replaced</source>
        <translation>Код восстановления заменён</translation>
    </message>
    <message>
        <source>Recovery code.pdf</source>
        <comment>file name</comment>
        <translation>Запасной код.pdf</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Refresh the page to see what is.</source>
        <translation>Обновите страницу, чтобы увидеть, что есть.</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Возврат</translation>
    </message>
    <message>
        <source>Refund of receipt</source>
        <translation>Возврат по чеку</translation>
    </message>
    <message>
        <source>Refund of {sum}</source>
        <translation>Возврат на {sum}</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>Отказы</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Отказать</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Отказано</translation>
    </message>
    <message>
        <source>Refused</source>
        <comment>a request</comment>
        <translation>Отказано</translation>
    </message>
    <message>
        <source>refused, and the try stands in the journal</source>
        <translation>отказ, а попытка попадёт в журнал</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Убрать условие</translation>
    </message>
    <message>
        <source>Remove the contact</source>
        <translation>Убрать контакт</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Убрать группу</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Убрать строку</translation>
    </message>
    <message>
        <source>Remove the role</source>
        <translation>Убрать роль</translation>
    </message>
    <message>
        <source>Remove the template “{name}”?</source>
        <translation>Убрать шаблон «{name}»?</translation>
    </message>
    <message>
        <source>Remove: {name}</source>
        <translation>Убрать: {name}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Rename the role</source>
        <translation>Переименовать роль</translation>
    </message>
    <message>
        <source>Rename the segment</source>
        <translation>Переименовать сегмент</translation>
    </message>
    <message>
        <source>Rename the template</source>
        <translation>Переименовать шаблон</translation>
    </message>
    <message>
        <source>Rename: {name}</source>
        <translation>Переименовать: {name}</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Переименовать…</translation>
    </message>
    <message>
        <source>Renew the keys and hand over</source>
        <translation>Сменить ключи и передать</translation>
    </message>
    <message>
        <source>Repair garbled letters</source>
        <translation>Исправить нечитаемые буквы</translation>
    </message>
    <message>
        <source>Repeated headings</source>
        <translation>Повтор заголовков</translation>
    </message>
    <message>
        <source>repeated {count}</source>
        <translation>повторы {count}</translation>
    </message>
    <message>
        <source>Replace</source>
        <comment>a contact</comment>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Replace the code</source>
        <translation>Заменить код</translation>
    </message>
    <message>
        <source>Replace the recovery code</source>
        <translation>Заменить запасной код</translation>
    </message>
    <message>
        <source>Report of a load saved</source>
        <translation>Сохранён отчёт о загрузке</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запрос</translation>
    </message>
    <message>
        <source>Request allowed</source>
        <translation>Запрос разрешён</translation>
    </message>
    <message>
        <source>Request refused</source>
        <translation>По запросу отказано</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>Запрос отправлен</translation>
    </message>
    <message>
        <source>Request withdrawn</source>
        <translation>Запрос отозван</translation>
    </message>
    <message>
        <source>Request {number} is with the owner.</source>
        <translation>Запрос {number} отправлен владельцу.</translation>
    </message>
    <message>
        <source>Request {number} is withdrawn.</source>
        <translation>Запрос {number} отозван.</translation>
    </message>
    <message>
        <source>Requests to export</source>
        <translation>Разрешения на выгрузку</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Отвечает</translation>
    </message>
    <message>
        <source>Responsible changed</source>
        <translation>Ответственный изменён</translation>
    </message>
    <message>
        <source>responsible employee</source>
        <translation>ответственный</translation>
    </message>
    <message>
        <source>Responsible for</source>
        <translation>Отвечает за</translation>
    </message>
    <message numerus="yes">
        <source>Responsible for %n clients: {name}</source>
        <translation>
            <numerusform>За %n клиента отвечает: {name}</numerusform>
            <numerusform>За %n клиентов отвечает: {name}</numerusform>
            <numerusform>За %n клиентов отвечает: {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Restore from a copy</source>
        <translation>Восстановить из копии</translation>
    </message>
    <message>
        <source>Restore the last good copy: it opens in a new folder.</source>
        <translation>Восстановите последнюю целую копию: она откроется в новой папке.</translation>
    </message>
    <message>
        <source>Restored base</source>
        <comment>folder name</comment>
        <translation>Восстановленная база</translation>
    </message>
    <message>
        <source>Restored from the trash</source>
        <translation>Возврат из корзины</translation>
    </message>
    <message>
        <source>restores every contact exactly</source>
        <translation>вернёт контакты точь-в-точь</translation>
    </message>
    <message>
        <source>restores the state exactly</source>
        <translation>вернёт состояние точь-в-точь</translation>
    </message>
    <message>
        <source>Returns within {days}</source>
        <comment>a client</comment>
        <translation>Вернётся за {days}</translation>
    </message>
    <message>
        <source>Rich and rare</source>
        <translation>Богатые и редкие</translation>
    </message>
    <message>
        <source>rich rare silent birthdays lost</source>
        <comment>more words by which the palette finds “Ready segments”</comment>
        <translation>богатые редкие молчат день рождения ушли</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Право</translation>
    </message>
    <message>
        <source>Right</source>
        <comment>confirms a doubtful column</comment>
        <translation>Верно</translation>
    </message>
    <message>
        <source>right</source>
        <translation>верно</translation>
    </message>
    <message>
        <source>Right to add set</source>
        <translation>Изменено право добавлять</translation>
    </message>
    <message>
        <source>Rights of roles</source>
        <translation>Права ролей</translation>
    </message>
    <message>
        <source>Rights of roles changed</source>
        <translation>Права ролей изменены</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>role permission matrix access</source>
        <comment>words to find an action by</comment>
        <translation>роль права матрица доступ разрешения</translation>
    </message>
    <message>
        <source>Role set</source>
        <translation>Роль изменена</translation>
    </message>
    <message>
        <source>Role: {name}</source>
        <translation>Роль: {name}</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>Просторно</translation>
    </message>
    <message>
        <source>Roomy rows</source>
        <translation>Просторные строки</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>Row number</source>
        <translation>Номер строки</translation>
    </message>
    <message>
        <source>Row of a load corrected</source>
        <translation>Исправлена строка загрузки</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>Строка {number}</translation>
    </message>
    <message>
        <source>Rows</source>
        <comment>what a load holds</comment>
        <translation>Строки</translation>
    </message>
    <message>
        <source>Rows checked or written</source>
        <translation>Строк пройдено</translation>
    </message>
    <message>
        <source>Rows in the file</source>
        <translation>Строк в файле</translation>
    </message>
    <message>
        <source>rows of colour {value}</source>
        <translation>строки цвета {value}</translation>
    </message>
    <message>
        <source>Rows of different width</source>
        <translation>Строки разной ширины</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Строки файла</translation>
    </message>
    <message>
        <source>Rule of the tier “{name}”</source>
        <translation>Правило ступени «{name}»</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Правила</translation>
    </message>
    <message>
        <source>Rules may lower a rung, too</source>
        <translation>Правила могут и понижать</translation>
    </message>
    <message>
        <source>Rules of the load</source>
        <translation>Правила загрузки</translation>
    </message>
    <message>
        <source>Rules of the shop changed</source>
        <translation>Изменены правила магазина</translation>
    </message>
    <message>
        <source>Running late</source>
        <comment>how it goes with a client</comment>
        <translation>Задерживается</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Россия</translation>
    </message>
    <message>
        <source>Safin</source>
        <comment>sample person</comment>
        <translation>Сафин</translation>
    </message>
    <message>
        <source>Sale or refund</source>
        <translation>Продажа или возврат</translation>
    </message>
    <message>
        <source>Sales and money</source>
        <translation>Продажи и деньги</translation>
    </message>
    <message>
        <source>Samara</source>
        <translation>Самара</translation>
    </message>
    <message>
        <source>Sample filled</source>
        <translation>Заполнен пример</translation>
    </message>
    <message>
        <source>Sample shop</source>
        <translation>Магазин для примера</translation>
    </message>
    <message>
        <source>Samples from the file</source>
        <translation>Примеры из файла</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Save and recalculate</source>
        <translation>Сохранить и пересчитать</translation>
    </message>
    <message>
        <source>Save as a file: {name}</source>
        <translation>Сохранить в файл: {name}</translation>
    </message>
    <message>
        <source>Save as a template</source>
        <translation>Сохранить как шаблон</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Сохранить как PDF</translation>
    </message>
    <message>
        <source>Save it there without a password.</source>
        <translation>Сохраните его там без пароля.</translation>
    </message>
    <message>
        <source>Save the code anywhere but in the folder of the base</source>
        <translation>Сохраните код где угодно, кроме папки базы</translation>
    </message>
    <message>
        <source>Save the filters as a segment</source>
        <translation>Сохранить фильтры как сегмент</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>Сохранить форму</translation>
    </message>
    <message>
        <source>Save the recovery code</source>
        <translation>Сохранить запасной код</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Сохранить отчёт</translation>
    </message>
    <message>
        <source>Save the report as xlsx or CSV.</source>
        <translation>Сохраните отчёт как xlsx или CSV.</translation>
    </message>
    <message>
        <source>Save the rights</source>
        <translation>Сохранить права</translation>
    </message>
    <message>
        <source>Save the rights?</source>
        <translation>Сохранить права?</translation>
    </message>
    <message>
        <source>Save the scale first: the saved rules are the ones applied</source>
        <translation>Сначала сохраните: считаем по сохранённым правилам</translation>
    </message>
    <message>
        <source>Save the segment</source>
        <translation>Сохранить сегмент</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>Сохранить в файл</translation>
    </message>
    <message>
        <source>Saved segment</source>
        <translation>Сегмент</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Сохранено: {name}</translation>
    </message>
    <message>
        <source>Say in a few words</source>
        <translation>Напишите в двух словах</translation>
    </message>
    <message>
        <source>Say what the next one is needed for.</source>
        <translation>Напишите, зачем нужен следующий.</translation>
    </message>
    <message>
        <source>Say which column holds the date of the purchase.</source>
        <translation>Укажите столбец с датой покупки.</translation>
    </message>
    <message>
        <source>Say which column holds the name, phone, e-mail or code: else nobody is recognised.</source>
        <translation>Укажите столбец с именем, телефоном, почтой или кодом: иначе клиентов не узнать.</translation>
    </message>
    <message>
        <source>Say which column holds the sum, or the price and the quantity.</source>
        <translation>Укажите столбец с суммой или с ценой и количеством.</translation>
    </message>
    <message>
        <source>Scale of tiers changed</source>
        <translation>Изменена шкала ступеней</translation>
    </message>
    <message>
        <source>Score clients by limits of my own</source>
        <translation>Оценивать клиентов по своим границам</translation>
    </message>
    <message>
        <source>score {number}</source>
        <translation>оценка {number}</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Оценки</translation>
    </message>
    <message>
        <source>scores {change}</source>
        <comment>by recency, frequency and money</comment>
        <translation>оценки {change}</translation>
    </message>
    <message>
        <source>Sealed contacts open</source>
        <translation>Запечатанные контакты открываются</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Поиск</translation>
    </message>
    <message>
        <source>Search by a number</source>
        <translation>Поиск по номеру</translation>
    </message>
    <message>
        <source>Search clients</source>
        <translation>Поиск клиентов</translation>
    </message>
    <message>
        <source>Search in the page</source>
        <translation>Искать на странице</translation>
    </message>
    <message>
        <source>searches</source>
        <comment>within a sentence</comment>
        <translation>поисков</translation>
    </message>
    <message>
        <source>Searches by part of a number: {name}</source>
        <translation>Поиск по частям номеров: {name}</translation>
    </message>
    <message>
        <source>second</source>
        <comment>group of digits</comment>
        <translation>вторую</translation>
    </message>
    <message>
        <source>Second e-mail</source>
        <translation>Вторая почта</translation>
    </message>
    <message>
        <source>Second phone</source>
        <translation>Второй телефон</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>security safety encryption manual help</source>
        <comment>words to find an action by</comment>
        <translation>безопасность защита шифрование справка помощь</translation>
    </message>
    <message>
        <source>See sums and the average check</source>
        <translation>Видеть суммы и средний чек</translation>
    </message>
    <message>
        <source>See the list and the cards</source>
        <translation>Видеть список и карточки</translation>
    </message>
    <message>
        <source>See the matches</source>
        <translation>Показать совпадения</translation>
    </message>
    <message>
        <source>See who would change and agree once. From then on the program goes on by itself.</source>
        <translation>Посмотрите, кто изменится, и согласитесь один раз. Дальше программа пересчитает сама.</translation>
    </message>
    <message>
        <source>See whole phones and e-mails</source>
        <translation>Видеть телефоны и почту целиком</translation>
    </message>
    <message>
        <source>Segment changed: {name}</source>
        <translation>Сегмент изменён: {name}</translation>
    </message>
    <message>
        <source>Segment frozen: {name}</source>
        <translation>Сегмент заморожен: {name}</translation>
    </message>
    <message>
        <source>Segment removed</source>
        <translation>Сегмент удалён</translation>
    </message>
    <message>
        <source>Segment removed: {name}</source>
        <translation>Сегмент убран: {name}</translation>
    </message>
    <message>
        <source>Segment renamed</source>
        <translation>Сегмент переименован</translation>
    </message>
    <message>
        <source>Segment renamed: {name}</source>
        <translation>Сегмент переименован: {name}</translation>
    </message>
    <message>
        <source>Segment saved</source>
        <translation>Сегмент сохранён</translation>
    </message>
    <message>
        <source>Segment saved: {name}</source>
        <translation>Сегмент сохранён: {name}</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Сегменты</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>Продавец</translation>
    </message>
    <message>
        <source>Semicolon ;</source>
        <translation>Точка с запятой ;</translation>
    </message>
    <message>
        <source>Send a new request.</source>
        <translation>Отправьте новый запрос.</translation>
    </message>
    <message>
        <source>Send a request, and try again after the answer.</source>
        <translation>Отправьте запрос и повторите после ответа.</translation>
    </message>
    <message>
        <source>Send what was written</source>
        <translation>Отправить написанное</translation>
    </message>
    <message>
        <source>Service columns of a full copy</source>
        <translation>Служебные столбцы полной копии</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Установить</translation>
    </message>
    <message>
        <source>set by the owner</source>
        <translation>задано владельцем</translation>
    </message>
    <message>
        <source>Set the clock right. Until then contacts are shown to nobody but the owner.</source>
        <translation>Поставьте верное время. До этого контакты показываются только владельцу.</translation>
    </message>
    <message>
        <source>Set the rule</source>
        <translation>Задать правило</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Настройки изменены</translation>
    </message>
    <message>
        <source>Settings of the shop</source>
        <translation>Настройки магазина</translation>
    </message>
    <message>
        <source>Settings: {part}</source>
        <translation>Настройки: {part}</translation>
    </message>
    <message>
        <source>seventh</source>
        <comment>group of digits</comment>
        <translation>седьмую</translation>
    </message>
    <message>
        <source>Several get them in turn, those who bring the most first. Nobody loses a client's history.</source>
        <translation>Если выбраны несколько, клиенты делятся по очереди, начиная с самых доходных. История клиентов сохраняется.</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>Share of the revenue</source>
        <translation>Доля в выручке</translation>
    </message>
    <message>
        <source>Sheet not read</source>
        <translation>Лист не прочитан</translation>
    </message>
    <message>
        <source>sheet “{name}”</source>
        <translation>лист «{name}»</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Магазин</translation>
    </message>
    <message>
        <source>Shorten it, or write a CSV.</source>
        <translation>Сократите его или выгрузите в CSV.</translation>
    </message>
    <message>
        <source>Should have come by now</source>
        <translation>Должны были прийти</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more columns</source>
        <translation>
            <numerusform>Показать ещё %n столбец</numerusform>
            <numerusform>Показать ещё %n столбца</numerusform>
            <numerusform>Показать ещё %n столбцов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n clients</source>
        <translation>
            <numerusform>Показать всех: %n клиент</numerusform>
            <numerusform>Показать всех: %n клиента</numerusform>
            <numerusform>Показать всех: %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>Show earlier</source>
        <translation>Показать более ранние</translation>
    </message>
    <message>
        <source>Show in the folder</source>
        <translation>Показать в папке</translation>
    </message>
    <message>
        <source>Show in the journal</source>
        <translation>Показать в журнале</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <translation>Показать в списке</translation>
    </message>
    <message>
        <source>Show the clients</source>
        <translation>Показать клиентов</translation>
    </message>
    <message>
        <source>Show the new clients</source>
        <translation>Показать новых клиентов</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Показать пароль</translation>
    </message>
    <message>
        <source>Show the password, in its field</source>
        <translation>Показать пароль, в его поле</translation>
    </message>
    <message>
        <source>Show the phone</source>
        <translation>Показать телефон</translation>
    </message>
    <message>
        <source>Show the phone for 30 seconds</source>
        <translation>Показать телефон на 30 секунд</translation>
    </message>
    <message>
        <source>Show the place</source>
        <translation>Показать место</translation>
    </message>
    <message>
        <source>Show the tier</source>
        <translation>Показать ступень</translation>
    </message>
    <message>
        <source>Show: {name}</source>
        <translation>Показать: {name}</translation>
    </message>
    <message>
        <source>Showed interest</source>
        <translation>Есть интерес</translation>
    </message>
    <message>
        <source>Showed interest</source>
        <comment>reason of a tier</comment>
        <translation>Есть интерес</translation>
    </message>
    <message>
        <source>Shown at most</source>
        <translation>Лимит показов</translation>
    </message>
    <message>
        <source>Shown today</source>
        <translation>Показано сегодня</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Вход</translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Входы</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Молчит</translation>
    </message>
    <message>
        <source>Silent for so long that the client counts as lost</source>
        <comment>rule of a tier</comment>
        <translation>Молчит так долго, что считается потерянным</translation>
    </message>
    <message>
        <source>silent for {silent}</source>
        <translation>молчит {silent}</translation>
    </message>
    <message>
        <source>silent for {silent}, usually comes every {interval}</source>
        <translation>молчит {silent}, обычно приходит раз в {interval}</translation>
    </message>
    <message>
        <source>silent for {silent}; whoever comes back usually does so within {limit}</source>
        <translation>молчит {silent}; кто возвращается, обычно делает это за {limit}</translation>
    </message>
    <message>
        <source>Silent longer than usual</source>
        <translation>Молчат дольше обычного</translation>
    </message>
    <message>
        <source>Silent longer than usual</source>
        <comment>reason of a tier</comment>
        <translation>Молчит дольше обычного</translation>
    </message>
    <message>
        <source>Silent twice as long as usual</source>
        <comment>rule of a tier</comment>
        <translation>Молчит вдвое дольше обычного</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>похожи</translation>
    </message>
    <message>
        <source>Similar clients exist already</source>
        <translation>Похожие клиенты уже есть</translation>
    </message>
    <message>
        <source>since a day</source>
        <translation>начиная с …</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>С какого дня</translation>
    </message>
    <message>
        <source>since {day}</source>
        <comment>a range of dates</comment>
        <translation>с {day}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <comment>in a segment</comment>
        <translation>с {day}</translation>
    </message>
    <message>
        <source>Since {moment}. Nothing can be changed here.</source>
        <translation>С момента: {moment}. Здесь ничего нельзя изменить.</translation>
    </message>
    <message>
        <source>Single '</source>
        <translation>Одинарные '</translation>
    </message>
    <message>
        <source>Single quotes</source>
        <translation>Одинарные кавычки</translation>
    </message>
    <message>
        <source>sixth</source>
        <comment>group of digits</comment>
        <translation>шестую</translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation>Размер текста и кнопок</translation>
    </message>
    <message>
        <source>Skip the row</source>
        <translation>Пропустить строку</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Пропущено</translation>
    </message>
    <message>
        <source>skipped</source>
        <comment>what happens to a row</comment>
        <translation>пропустим</translation>
    </message>
    <message>
        <source>Slip in the mail service</source>
        <translation>Описка в адресе почты</translation>
    </message>
    <message>
        <source>Slipping away</source>
        <comment>clients</comment>
        <translation>Кто уходит</translation>
    </message>
    <message>
        <source>slipping away</source>
        <comment>clients by recency and frequency</comment>
        <translation>ускользают</translation>
    </message>
    <message>
        <source>Some cells hold more text than a cell may. The text was cut.</source>
        <translation>В некоторых ячейках текста больше, чем вмещает ячейка. Он обрезан.</translation>
    </message>
    <message>
        <source>Some columns are not settled yet.</source>
        <translation>Не все столбцы разобраны.</translation>
    </message>
    <message>
        <source>Some contact cards are damaged. What could be read of them was taken.</source>
        <translation>Некоторые контакты повреждены. Взято то, что удалось прочитать.</translation>
    </message>
    <message>
        <source>Some fields do not hold yet.</source>
        <translation>Некоторые поля заполнены неверно.</translation>
    </message>
    <message>
        <source>Some formulas were never calculated and are taken as empty. Open the file in Excel and save it again.</source>
        <translation>Некоторые формулы не вычислены и считаются пустыми. Откройте файл в Excel и сохраните заново.</translation>
    </message>
    <message>
        <source>Some letters mean nothing in this encoding. Choose another one.</source>
        <translation>Некоторые буквы в этой кодировке ничего не значат. Выберите другую.</translation>
    </message>
    <message>
        <source>Some rows have more or fewer cells than the others. Check the delimiter.</source>
        <translation>В некоторых строках ячеек больше или меньше, чем в остальных. Проверьте разделитель.</translation>
    </message>
    <message>
        <source>Somebody changed this card while it was open here.</source>
        <translation>Пока карточка была открыта здесь, её изменили.</translation>
    </message>
    <message>
        <source>Somebody changed this client meanwhile</source>
        <translation>Этого клиента тем временем изменили</translation>
    </message>
    <message>
        <source>somebody looks after them</source>
        <translation>кто-то отвечает</translation>
    </message>
    <message>
        <source>Somebody similar is in the base. The row comes in as a new client unless you decide otherwise.</source>
        <translation>В базе есть похожий клиент. Строка станет новым клиентом, если не решите иначе.</translation>
    </message>
    <message>
        <source>Somebody still has this role</source>
        <translation>Эта роль ещё у кого-то есть</translation>
    </message>
    <message>
        <source>something</source>
        <comment>was bought</comment>
        <translation>что-нибудь</translation>
    </message>
    <message>
        <source>Something about this value was noticed: see the report.</source>
        <translation>К значению есть замечание, оно в отчёте.</translation>
    </message>
    <message>
        <source>Something else stands there now: the journal was changed.</source>
        <translation>Теперь на этом месте другое: журнал изменён.</translation>
    </message>
    <message>
        <source>Sonya</source>
        <comment>sample person</comment>
        <translation>Соня</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Space</source>
        <comment>a key</comment>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Spent in all</source>
        <translation>Всего потратили</translation>
    </message>
    <message>
        <source>spent {amount}</source>
        <translation>потратили {amount}</translation>
    </message>
    <message>
        <source>Split it into parts and load them one by one.</source>
        <translation>Разделите его на части и загрузите по одной.</translation>
    </message>
    <message>
        <source>Staff see it on the sign-in screen and in the activity log</source>
        <translation>Сотрудники видят его при входе и в журнале действий</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>State in full</source>
        <translation>Состояние целиком</translation>
    </message>
    <message>
        <source>State of the receipt</source>
        <translation>Состояние чека</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Status</source>
        <comment>how it goes with a client</comment>
        <translation>Статус</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Остаться</translation>
    </message>
    <message>
        <source>stay there; whoever gets them reads it</source>
        <translation>остаются; новый ответственный его читает</translation>
    </message>
    <message>
        <source>stay: they were changed after the load</source>
        <translation>оставим: изменены после загрузки</translation>
    </message>
    <message>
        <source>Stays away</source>
        <comment>how it goes with a client</comment>
        <translation>Не ходит</translation>
    </message>
    <message>
        <source>Stays in the timeline of the client, for example “brought a friend”</source>
        <translation>Останется в хронологии клиента, например «есть рекомендация друга»</translation>
    </message>
    <message>
        <source>Stays in the timeline. The figures count the reasons.</source>
        <translation>Останется в хронологии. Показатели посчитают, из-за чего уходят.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Остановить и закрыть</translation>
    </message>
    <message>
        <source>Stop and lock</source>
        <translation>Остановить и заблокировать</translation>
    </message>
    <message>
        <source>Stopped coming</source>
        <translation>Перестал ходить</translation>
    </message>
    <message>
        <source>Stopped coming: {reason}</source>
        <translation>Перестал ходить: {reason}</translation>
    </message>
    <message>
        <source>Stopping leaves the base as it was before.</source>
        <translation>Если остановить, база останется прежней.</translation>
    </message>
    <message>
        <source>Strength: {word}</source>
        <translation>Надёжность: {word}</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>сильный</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Sum of purchases</source>
        <translation>Сумма покупок</translation>
    </message>
    <message>
        <source>Sum of purchases</source>
        <comment>reason of a tier</comment>
        <translation>Сумма покупок</translation>
    </message>
    <message>
        <source>Sum of purchases</source>
        <comment>rule of a tier</comment>
        <translation>Сумма покупок</translation>
    </message>
    <message>
        <source>Sum of purchases, at least</source>
        <translation>Сумма покупок, не меньше</translation>
    </message>
    <message>
        <source>Sum of the receipt</source>
        <translation>Сумма чека</translation>
    </message>
    <message>
        <source>Sum too large</source>
        <translation>Слишком большая сумма</translation>
    </message>
    <message>
        <source>Sum, {unit}</source>
        <translation>Сумма, {unit}</translation>
    </message>
    <message>
        <source>Sums like 1,234 are read as thousands. If these are fractions, choose the decimal mark in the rules below.</source>
        <translation>Суммы вида 1,234 читаются как тысячи. Если это доли, выберите знак дробной части в правилах ниже.</translation>
    </message>
    <message>
        <source>Sums of clients are those of their receipts</source>
        <translation>Суммы клиентов равны суммам чеков</translation>
    </message>
    <message>
        <source>Supervision of staff and a regime of trade secrets need documents of their own and a notice to the staff: ask a lawyer.</source>
        <translation>Контроль действий сотрудников и режим коммерческой тайны требуют отдельных документов и уведомления сотрудников — проверьте с юристом.</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Sveta, Igor</source>
        <comment>sample names of portfolios</comment>
        <translation>Света, Игорь</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Табуляция</translation>
    </message>
    <message>
        <source>Tables and contacts</source>
        <translation>Таблицы и контакты</translation>
    </message>
    <message>
        <source>Tables as the program knows them</source>
        <translation>Таблицы такие, какими их знает программа</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Метка</translation>
    </message>
    <message>
        <source>Tag added</source>
        <translation>Метка добавлена</translation>
    </message>
    <message numerus="yes">
        <source>Tag for %n clients</source>
        <comment>a dialog title</comment>
        <translation>
            <numerusform>Метка для %n клиента</numerusform>
            <numerusform>Метка для %n клиентов</numerusform>
            <numerusform>Метка для %n клиентов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag put on %n clients: {tag}</source>
        <translation>
            <numerusform>Метка поставлена %n клиенту: {tag}</numerusform>
            <numerusform>Метка поставлена %n клиентам: {tag}</numerusform>
            <numerusform>Метка поставлена %n клиентам: {tag}</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag removed</source>
        <translation>Метка снята</translation>
    </message>
    <message numerus="yes">
        <source>Tag removed from %n clients: {tag}</source>
        <translation>
            <numerusform>Метка снята у %n клиента: {tag}</numerusform>
            <numerusform>Метка снята у %n клиентов: {tag}</numerusform>
            <numerusform>Метка снята у %n клиентов: {tag}</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag set</source>
        <translation>Метка поставлена</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Метки</translation>
    </message>
    <message>
        <source>Tags changed</source>
        <translation>Метки изменены</translation>
    </message>
    <message>
        <source>Take a template from a file</source>
        <translation>Взять шаблон из файла</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Take clients out into a file</source>
        <translation>Выгрузка клиентов в файл</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Снять</translation>
    </message>
    <message>
        <source>Take the load back</source>
        <translation>Отменить загрузку</translation>
    </message>
    <message>
        <source>Take the load back?</source>
        <translation>Отменить загрузку?</translation>
    </message>
    <message>
        <source>Take the values from the file</source>
        <translation>Обновить из файла</translation>
    </message>
    <message>
        <source>Take {value}</source>
        <translation>Взять {value}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Отменена</translation>
    </message>
    <message>
        <source>Tashkent</source>
        <translation>Ташкент</translation>
    </message>
    <message>
        <source>Tax number (INN)</source>
        <translation>ИНН</translation>
    </message>
    <message>
        <source>Tax number with a mistake</source>
        <translation>Ошибка в ИНН</translation>
    </message>
    <message>
        <source>Tbilisi</source>
        <translation>Тбилиси</translation>
    </message>
    <message>
        <source>Tea House</source>
        <translation>Чайный дом</translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation>Telegram</translation>
    </message>
    <message>
        <source>Tell it or write it down now: it is not shown again. At the first sign-in the program asks for a new one.</source>
        <translation>Назовите или запишите его сейчас: больше он не покажется. При первом входе программа попросит задать свой.</translation>
    </message>
    <message>
        <source>Tell the owner; the last good copy shows what is missing.</source>
        <translation>Сообщите владельцу: последняя целая копия покажет, чего не хватает.</translation>
    </message>
    <message>
        <source>Template</source>
        <comment>in a file name</comment>
        <translation>Шаблон</translation>
    </message>
    <message>
        <source>Template removed</source>
        <translation>Шаблон удалён</translation>
    </message>
    <message>
        <source>Template renamed</source>
        <translation>Шаблон переименован</translation>
    </message>
    <message>
        <source>Template saved</source>
        <translation>Шаблон сохранён</translation>
    </message>
    <message>
        <source>Template “{name}” fits this file: its decisions are in force.</source>
        <translation>Подошёл шаблон «{name}»: его решения уже применены.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Шаблоны</translation>
    </message>
    <message>
        <source>Text file (*.txt)</source>
        <translation>Текстовый файл (*.txt)</translation>
    </message>
    <message>
        <source>Text instead of a number</source>
        <translation>Текст вместо числа</translation>
    </message>
    <message>
        <source>Texts seem to stand in single quotes. If so, choose them at the first step, where the file is read.</source>
        <translation>Похоже, тексты взяты в одинарные кавычки. Если так, выберите их на первом шаге, где читается файл.</translation>
    </message>
    <message>
        <source>That the base was put back to an old state is noticed if the owner keeps the control key file on an own USB stick.</source>
        <translation>Откат базы к старому состоянию обнаруживается, если владелец хранит контрольный ключ-файл на своей флешке.</translation>
    </message>
    <message>
        <source>The access is off, but the old keys still open what was copied. Hand over the clients and renew the keys.</source>
        <translation>Доступ закрыт, но старые ключи ещё открывают скопированное. Передайте клиентов и смените ключи.</translation>
    </message>
    <message>
        <source>The activity log is unbroken</source>
        <translation>Цепочка журнала действий цела</translation>
    </message>
    <message>
        <source>The activity log was cut or changed outside the program.</source>
        <translation>Журнал действий обрезан или изменён вне программы.</translation>
    </message>
    <message>
        <source>The address was written with a slip; the load puts it right.</source>
        <translation>Адрес записан с опиской, загрузка её исправит.</translation>
    </message>
    <message>
        <source>the base</source>
        <comment>which key is new</comment>
        <translation>база</translation>
    </message>
    <message>
        <source>The base as a whole</source>
        <translation>Данные целиком</translation>
    </message>
    <message>
        <source>The base is already made in this folder</source>
        <translation>База уже создана в этой папке</translation>
    </message>
    <message>
        <source>The base is already open in another window.</source>
        <translation>База уже открыта в другом окне.</translation>
    </message>
    <message>
        <source>The base is copied under new keys, checked and put in the place of the old file in one moment. Neither a kept password nor a kept key opens it; copies of the base made before stay as they are.</source>
        <translation>База копируется под новые ключи, проверяется и в один момент заменяет старый файл. Ни сохранённый пароль, ни сохранённый ключ её не откроют; сделанные раньше копии остаются как есть.</translation>
    </message>
    <message>
        <source>The base is damaged.</source>
        <translation>База повреждена.</translation>
    </message>
    <message>
        <source>The base is encrypted and kept only on this computer</source>
        <translation>База зашифрована и хранится только на этом компьютере</translation>
    </message>
    <message>
        <source>The base is given new keys: this may take a minute</source>
        <translation>База получает новые ключи: это до минуты</translation>
    </message>
    <message>
        <source>The base is made. What do we begin with?</source>
        <translation>База создана. С чего начнём?</translation>
    </message>
    <message>
        <source>The base is older than what you noted: an earlier copy was put in its place.</source>
        <translation>База старше записанного вами: на её место поставили более раннюю копию.</translation>
    </message>
    <message>
        <source>The base is open. This code replaces the one that you typed; tear up the old paper.</source>
        <translation>База открыта. Этот код заменяет введённый, старую бумагу порвите.</translation>
    </message>
    <message>
        <source>The base is restored. This code replaces the one that you typed; tear up the old paper.</source>
        <translation>База восстановлена. Этот код заменяет введённый, старую бумагу порвите.</translation>
    </message>
    <message>
        <source>The base is whole</source>
        <translation>База цела</translation>
    </message>
    <message>
        <source>The base was brought back from a copy since: what you noted went with it.</source>
        <translation>С тех пор базу восстановили из копии: записанное вами осталось в прежней.</translation>
    </message>
    <message>
        <source>The base was made by a newer version of the program.</source>
        <translation>База создана более новой версией программы.</translation>
    </message>
    <message>
        <source>The base was made by another version of the program, or its tables were changed outside it.</source>
        <translation>Базу сделала другая версия программы, или её таблицы изменены вне программы.</translation>
    </message>
    <message>
        <source>the best</source>
        <comment>clients by recency and frequency</comment>
        <translation>лучшие</translation>
    </message>
    <message>
        <source>The best so many per cent of the clients</source>
        <translation>Лучших клиентов, в процентах</translation>
    </message>
    <message>
        <source>The best {share} by revenue within {window}, from {fewest} clients up</source>
        <translation>Лучшие {share} по выручке за {window}, когда клиентов от {fewest}</translation>
    </message>
    <message>
        <source>The birthday lies in the future or more than 110 years ago. The field stays empty.</source>
        <translation>День рождения в будущем или больше 110 лет назад. Поле останется пустым.</translation>
    </message>
    <message>
        <source>The canary client is removed; it can still be traced</source>
        <translation>Клиент-ловушка убран; проследить его по-прежнему можно</translation>
    </message>
    <message>
        <source>the card was made {when}</source>
        <translation>карточка заведена {when}</translation>
    </message>
    <message>
        <source>The chain is broken</source>
        <translation>Цепочка нарушена</translation>
    </message>
    <message>
        <source>The chain is whole: {count}.</source>
        <translation>Цепочка цела: {count}.</translation>
    </message>
    <message>
        <source>the chance to return is {amount}</source>
        <translation>шанс вернуться {amount}</translation>
    </message>
    <message>
        <source>The changes on this page are not saved yet.</source>
        <translation>Изменения на этой странице ещё не сохранены.</translation>
    </message>
    <message>
        <source>The check digit of the tax number does not fit. It is kept as it stands in the file.</source>
        <translation>Контрольная цифра ИНН не сходится. Номер сохранится как в файле.</translation>
    </message>
    <message>
        <source>the check digit will be verified</source>
        <translation>сверим контрольную цифру</translation>
    </message>
    <message>
        <source>The client comes in without a phone and e-mail: there will be no way to get in touch.</source>
        <translation>Клиент загрузится без телефона и почты: связаться с ним не получится.</translation>
    </message>
    <message>
        <source>The client has stood in the file above, in row {row}. Both rows become one client.</source>
        <translation>Этот клиент уже был в файле выше, в строке {row}. Обе строки станут одним клиентом.</translation>
    </message>
    <message>
        <source>The client has stood in the file above. Both rows become one client.</source>
        <translation>Этот клиент уже был в файле выше. Обе строки станут одним клиентом.</translation>
    </message>
    <message>
        <source>The client is in the base already: nobody is added twice.</source>
        <translation>Клиент уже есть в базе: второй раз он не добавится.</translation>
    </message>
    <message>
        <source>the client is in the trash</source>
        <translation>клиент в корзине</translation>
    </message>
    <message>
        <source>The clock was changed: {name}</source>
        <translation>Часы переводили: {name}</translation>
    </message>
    <message>
        <source>The code can be replaced in the settings</source>
        <translation>Код можно заменить в настройках</translation>
    </message>
    <message>
        <source>the code is shown only now</source>
        <translation>код виден только сейчас</translation>
    </message>
    <message>
        <source>The code is written down and put in a safe place</source>
        <translation>Код записан и убран в надёжное место</translation>
    </message>
    <message>
        <source>The column holds both day first and month first. Say which is right in the Columns step.</source>
        <translation>В столбце встречается и день впереди, и месяц впереди. Укажите порядок на шаге «Столбцы».</translation>
    </message>
    <message>
        <source>the column is empty</source>
        <translation>столбец пуст</translation>
    </message>
    <message>
        <source>the column stays in the file</source>
        <translation>столбец останется в файле</translation>
    </message>
    <message>
        <source>The columns are being looked at again.</source>
        <translation>Столбцы просматриваются заново.</translation>
    </message>
    <message>
        <source>The computer's clock is behind: the activity log already has an entry of {moment}.</source>
        <translation>Часы компьютера отстают: в журнале действий уже есть запись от {moment}.</translation>
    </message>
    <message>
        <source>The contacts of this client are hidden from you.</source>
        <translation>Контакты этого клиента от вас скрыты.</translation>
    </message>
    <message>
        <source>The copy does not hold what the base holds.</source>
        <translation>В копии не всё, что есть в базе.</translation>
    </message>
    <message>
        <source>The copy is being opened and checked</source>
        <translation>Копия открывается и проверяется</translation>
    </message>
    <message>
        <source>The copy is cut off.</source>
        <translation>Копия обрезана.</translation>
    </message>
    <message>
        <source>The copy is damaged or was changed outside the program.</source>
        <translation>Копия повреждена или изменена вне программы.</translation>
    </message>
    <message>
        <source>The copy is opened, checked and put into a new folder. From then on this computer opens that base only: what was written after the copy stays in the old folder, which opens no more.</source>
        <translation>Копия открывается, проверяется и кладётся в новую папку. С этого момента на этом компьютере открывается только она: то, что записали после копии, останется в старой папке, и та больше не откроется.</translation>
    </message>
    <message>
        <source>The copy names portfolios that are not here or that you cannot open. Their clients go into the portfolio that you choose.</source>
        <translation>В копии есть портфели, которых здесь нет или которые вам не открыты. Их клиенты войдут в выбранный портфель.</translation>
    </message>
    <message>
        <source>The copy was not made. Close all the same?</source>
        <translation>Копия не сделана. Всё равно закрыть?</translation>
    </message>
    <message>
        <source>The decisions of the template stay the same.</source>
        <translation>Решения шаблона останутся прежними.</translation>
    </message>
    <message>
        <source>The details name places in the program, no clients.</source>
        <translation>В подробностях места в программе, без клиентов.</translation>
    </message>
    <message>
        <source>The discount is larger than the sum</source>
        <translation>Скидка больше суммы</translation>
    </message>
    <message>
        <source>The disk did not answer as it should.</source>
        <translation>Диск не ответил как должен.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Диск заполнен.</translation>
    </message>
    <message>
        <source>The encoding is a guess. Look at the first rows and choose another if they are odd.</source>
        <translation>Кодировка угадана. Посмотрите на первые строки и выберите другую, если они нечитаемы.</translation>
    </message>
    <message>
        <source>the end is gone</source>
        <translation>конец пропал</translation>
    </message>
    <message>
        <source>The export is stopped, no file was written.</source>
        <translation>Выгрузка остановлена, файл не записан.</translation>
    </message>
    <message>
        <source>The figures are as of today now</source>
        <translation>Показатели пересчитаны на сегодня</translation>
    </message>
    <message>
        <source>The file has more than 512 columns. The first 512 are taken.</source>
        <translation>В файле больше 512 столбцов. Взяты первые 512.</translation>
    </message>
    <message>
        <source>The file is being loaded again.</source>
        <translation>Файл загружается снова.</translation>
    </message>
    <message>
        <source>The file is being read.</source>
        <translation>Файл читается.</translation>
    </message>
    <message>
        <source>The file is being read. A large one takes up to a minute.</source>
        <translation>Файл читается. Большой файл может занять до минуты.</translation>
    </message>
    <message numerus="yes">
        <source>The file is checked: %n rows</source>
        <translation>
            <numerusform>Файл проверен: %n строка</numerusform>
            <numerusform>Файл проверен: %n строки</numerusform>
            <numerusform>Файл проверен: %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is damaged or too large to be read.</source>
        <translation>Файл повреждён или слишком велик, чтобы его прочитать.</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Файл повреждён.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Файл пуст.</translation>
    </message>
    <message>
        <source>The file is encrypted in a way that only its own program undoes.</source>
        <translation>Файл зашифрован так, что откроет его только своя программа.</translation>
    </message>
    <message>
        <source>The file is encrypted. The password is used only to read it and is not kept.</source>
        <translation>Файл зашифрован. Пароль нужен только для чтения и не сохраняется.</translation>
    </message>
    <message>
        <source>The file is larger than {size}.</source>
        <translation>Файл больше {size}.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>Файла больше нет на месте.</translation>
    </message>
    <message>
        <source>The file is open in Excel.</source>
        <translation>Файл открыт в Excel.</translation>
    </message>
    <message>
        <source>The file is protected by a password.</source>
        <translation>Файл защищён паролем.</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>Файл слишком большой.</translation>
    </message>
    <message>
        <source>The file itself stays as it is.</source>
        <translation>Сам файл не изменится.</translation>
    </message>
    <message>
        <source>the file names no days</source>
        <translation>в файле нет дней визитов</translation>
    </message>
    <message>
        <source>The file unpacks into something dangerously large.</source>
        <translation>Файл распаковывается в нечто опасно большое.</translation>
    </message>
    <message>
        <source>The file will hold personal data.</source>
        <translation>В файле будут персональные данные.</translation>
    </message>
    <message>
        <source>The file with the clients belongs to another base.</source>
        <translation>Файл с клиентами от другой базы.</translation>
    </message>
    <message>
        <source>The file with the clients is cut off.</source>
        <translation>Файл с клиентами обрезан.</translation>
    </message>
    <message>
        <source>The file with the clients is empty.</source>
        <translation>Файл с клиентами пуст.</translation>
    </message>
    <message>
        <source>The file with the clients is not from this program.</source>
        <translation>Файл с клиентами не от этой программы.</translation>
    </message>
    <message>
        <source>The file with the clients is not in the folder.</source>
        <translation>В папке нет файла с клиентами.</translation>
    </message>
    <message>
        <source>The file with the keys could not be read, so the one before it is used.</source>
        <translation>Файл с ключами не прочитался, взят предыдущий.</translation>
    </message>
    <message>
        <source>The file with the keys is damaged or was changed outside the program.</source>
        <translation>Файл с ключами повреждён или изменён вне программы.</translation>
    </message>
    <message>
        <source>The file with the keys is not in the folder.</source>
        <translation>В папке нет файла с ключами.</translation>
    </message>
    <message numerus="yes">
        <source>the first %n rows</source>
        <translation>
            <numerusform>первая %n строка</numerusform>
            <numerusform>первые %n строки</numerusform>
            <numerusform>первые %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>the first and the last digits, the middle hidden</source>
        <translation>первые и последние цифры, середина скрыта</translation>
    </message>
    <message>
        <source>The first one makes a client of a potential one.</source>
        <translation>Первая покупка сделает потенциального клиентом.</translation>
    </message>
    <message>
        <source>The first one takes a few seconds.</source>
        <translation>Первая займёт несколько секунд.</translation>
    </message>
    <message>
        <source>the first one that the person reads</source>
        <translation>первый из тех, что сотрудник читает</translation>
    </message>
    <message>
        <source>The first place is told above the journal.</source>
        <translation>Первое место названо над журналом.</translation>
    </message>
    <message>
        <source>The first purchase and a visit work at once. A tier set by hand or by a file stays until you give it back to the rules.</source>
        <translation>Первая покупка и визит действуют сразу. Ступень, заданная вручную или из файла, остаётся, пока вы не отдадите её правилам.</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Первые строки файла</translation>
    </message>
    <message>
        <source>The first rows. Contacts are masked here; in the file they stand in full.</source>
        <translation>Первые строки. Здесь контакты скрыты; в файле они будут целиком.</translation>
    </message>
    <message>
        <source>The first {count} of {all}</source>
        <translation>Первые {count} из {all}</translation>
    </message>
    <message>
        <source>The folder with the key file</source>
        <translation>Папка с файлом на флешке</translation>
    </message>
    <message>
        <source>The folder “{name}” already holds a base or other files.</source>
        <translation>В папке «{name}» уже есть база или другие файлы.</translation>
    </message>
    <message>
        <source>the heading is only alike</source>
        <translation>заголовок лишь похож</translation>
    </message>
    <message>
        <source>the heading says too little</source>
        <translation>уточните поле</translation>
    </message>
    <message>
        <source>The higher the score, the stricter its limit has to be</source>
        <translation>Чем выше оценка, тем строже должна быть её граница</translation>
    </message>
    <message>
        <source>The journal goes on from what you noted. {since}</source>
        <translation>Журнал продолжает записанное вами. {since}</translation>
    </message>
    <message>
        <source>The journal shows that earlier entries were forged or deleted; what was done by a changed program past the journal it cannot show.</source>
        <translation>Журнал показывает подделку и удаление прошлых записей; действия, совершённые изменённой программой в обход журнала, он показать не может.</translation>
    </message>
    <message>
        <source>The journal was changed outside the program. Entry {number}: {what}.</source>
        <translation>Журнал изменён вне программы. Запись {number}: {what}.</translation>
    </message>
    <message>
        <source>the last 90 days</source>
        <translation>за 90 дней</translation>
    </message>
    <message>
        <source>the last month</source>
        <translation>за месяц</translation>
    </message>
    <message>
        <source>the last week</source>
        <translation>за неделю</translation>
    </message>
    <message numerus="yes">
        <source>The latest %n are shown.</source>
        <comment>moves of clients</comment>
        <translation>
            <numerusform>Показано последнее движение: %n.</numerusform>
            <numerusform>Показаны последние %n.</numerusform>
            <numerusform>Показаны последние %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The layout does not matter: rjdf = кова</source>
        <translation>Раскладка не важна: rjdf = кова</translation>
    </message>
    <message>
        <source>The leaving is not finished: {name}</source>
        <translation>Увольнение не завершено: {name}</translation>
    </message>
    <message>
        <source>The length is right, but no operator is known to give out such numbers. The number is kept.</source>
        <translation>Длина верная, но таких номеров операторы не выдают. Номер сохранится.</translation>
    </message>
    <message>
        <source>The letters came through in the wrong encoding. Choose another one in the File step.</source>
        <translation>Буквы прочитаны не в той кодировке. Выберите другую на шаге «Файл».</translation>
    </message>
    <message>
        <source>The list can be saved as a PDF file, looked at there and printed elsewhere.</source>
        <translation>Список можно сохранить в файл PDF, посмотреть его там и напечатать на другом компьютере.</translation>
    </message>
    <message>
        <source>The load is being taken back.</source>
        <translation>Загрузка отменяется.</translation>
    </message>
    <message>
        <source>The load is taken back: {deleted} removed, {restored} put back</source>
        <translation>Загрузка отменена: удалено {deleted}, возвращено {restored}</translation>
    </message>
    <message>
        <source>The load of “{name}” was interrupted at row {done} of {total}.</source>
        <translation>Загрузка «{name}» прервана на строке {done} из {total}.</translation>
    </message>
    <message>
        <source>the main ones: 80 % of the money</source>
        <comment>class of clients by revenue</comment>
        <translation>главные: 80 % денег</translation>
    </message>
    <message>
        <source>the mark of a house client</source>
        <translation>отметка служебного клиента</translation>
    </message>
    <message>
        <source>The matches are being read.</source>
        <translation>Совпадения читаются.</translation>
    </message>
    <message>
        <source>the middle ones: the next 15 %</source>
        <comment>class of clients by revenue</comment>
        <translation>средние: ещё 15 %</translation>
    </message>
    <message>
        <source>The name of the mail service looks like a slip. The address is kept as it is.</source>
        <translation>Название почтового сервиса похоже на описку. Адрес сохранится как есть.</translation>
    </message>
    <message>
        <source>The name stands at the top of the window and on every copy of the base.</source>
        <translation>Название стоит вверху окна и на каждой копии базы.</translation>
    </message>
    <message>
        <source>the next contact is {when}</source>
        <translation>следующий контакт {when}</translation>
    </message>
    <message>
        <source>The next file with such headings gets the same fields, values and rules.</source>
        <translation>Следующий файл с такими заголовками получит те же поля, значения и правила.</translation>
    </message>
    <message>
        <source>The next one is possible at {time}.</source>
        <translation>Следующий можно показать в {time}.</translation>
    </message>
    <message>
        <source>The number has too few or too many digits. It is kept as text and cannot be called from the card.</source>
        <translation>В номере не хватает цифр или есть лишние. Он сохранится текстом, позвонить из карточки не получится.</translation>
    </message>
    <message>
        <source>The number is too large or too small</source>
        <translation>Число слишком большое или слишком маленькое</translation>
    </message>
    <message>
        <source>The number was written with a slip; the load puts it right.</source>
        <translation>Номер записан с опиской, загрузка её исправит.</translation>
    </message>
    <message>
        <source>The old code opens nothing that is written from now on. The base is copied once, which may take a while.</source>
        <translation>Старый код не откроет ничего из записанного с этого момента. База один раз копируется, это может занять время.</translation>
    </message>
    <message>
        <source>The owner agreed to something else.</source>
        <translation>Владелец согласился на другое.</translation>
    </message>
    <message>
        <source>The owner agreed: request {number}.</source>
        <translation>Владелец согласился: запрос {number}.</translation>
    </message>
    <message>
        <source>The owner agrees to each file: say why you need it, and see here how it stands.</source>
        <translation>Каждый файл разрешает владелец: напишите, зачем он нужен, а здесь будет видно, что он ответил.</translation>
    </message>
    <message>
        <source>The owner allows it here</source>
        <translation>Владелец разрешает на месте</translation>
    </message>
    <message>
        <source>The owner answers at the own sign-in, or here and now with the password.</source>
        <translation>Владелец ответит, когда войдёт сам, или здесь и сейчас своим паролем.</translation>
    </message>
    <message>
        <source>The owner has not answered yet.</source>
        <translation>Владелец ещё не ответил.</translation>
    </message>
    <message>
        <source>The owner has switched off this access.</source>
        <translation>Владелец отключил этот доступ.</translation>
    </message>
    <message>
        <source>The owner has to agree first.</source>
        <translation>Сначала нужно согласие владельца.</translation>
    </message>
    <message>
        <source>The owner is asked</source>
        <translation>Запрос отправлен владельцу</translation>
    </message>
    <message>
        <source>The owner is here: allow by password</source>
        <translation>Владелец рядом: разрешить паролем</translation>
    </message>
    <message>
        <source>The owner may do everything.</source>
        <translation>Владельцу можно всё.</translation>
    </message>
    <message>
        <source>The owner reads the reason, agrees or refuses. Once agreed, the contacts of this client can be shown within seven days.</source>
        <translation>Владелец прочтёт причину и разрешит или откажет. После разрешения контакты этого клиента можно показать в течение семи дней.</translation>
    </message>
    <message>
        <source>The owner sees who asks, why, how many clients and which columns.</source>
        <translation>Владелец увидит, кто просит, зачем, сколько клиентов и какие столбцы.</translation>
    </message>
    <message>
        <source>The owner will read it</source>
        <translation>Прочтёт владелец</translation>
    </message>
    <message>
        <source>The owner's password</source>
        <translation>Пароль владельца</translation>
    </message>
    <message>
        <source>The paper will hold personal data.</source>
        <translation>На бумаге будут персональные данные.</translation>
    </message>
    <message>
        <source>The part after @ looks mistyped. Check it.</source>
        <translation>Часть после @ похожа на описку. Проверьте её.</translation>
    </message>
    <message>
        <source>The password did not fit three times.</source>
        <translation>Пароль не подошёл три раза.</translation>
    </message>
    <message>
        <source>The password does not fit. {left}.</source>
        <translation>Пароль не подошёл: {left}.</translation>
    </message>
    <message>
        <source>The password is being changed</source>
        <translation>Пароль меняется</translation>
    </message>
    <message>
        <source>The password is changed</source>
        <translation>Пароль сменён</translation>
    </message>
    <message>
        <source>The password is too short.</source>
        <translation>Пароль слишком короткий.</translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters</source>
        <translation>
            <numerusform>Нужен не меньше чем %n знак</numerusform>
            <numerusform>Нужно не меньше %n знаков</numerusform>
            <numerusform>Нужно не меньше %n знаков</numerusform>
        </translation>
    </message>
    <message>
        <source>The password of the file does not fit.</source>
        <translation>Пароль файла не подошёл.</translation>
    </message>
    <message>
        <source>The password that the owner gave you works this once. Choose one that nobody else knows.</source>
        <translation>Пароль, который дал владелец, работает один раз. Придумайте свой, который никто больше не знает.</translation>
    </message>
    <message>
        <source>The password that the person has now opens nothing any more.</source>
        <translation>Нынешний пароль сотрудника больше ничего не откроет.</translation>
    </message>
    <message>
        <source>The password was wrong several times.</source>
        <translation>Пароль несколько раз набран неверно.</translation>
    </message>
    <message>
        <source>The passwords differ. Type the same one again.</source>
        <translation>Пароли разные. Введите тот же ещё раз.</translation>
    </message>
    <message>
        <source>The permission did not hold</source>
        <translation>Разрешение не подошло</translation>
    </message>
    <message>
        <source>The person signs in again as before. After a change of keys a new one-time password is needed.</source>
        <translation>Сотрудник снова входит как раньше. После смены ключей понадобится новый одноразовый пароль.</translation>
    </message>
    <message>
        <source>The person was an owner and may know the recovery code: here is the new one.</source>
        <translation>Увольняется владелец, который мог знать код восстановления: вот новый.</translation>
    </message>
    <message>
        <source>The phone or e-mail becomes a contact, which is kept sealed; the name stays without it.</source>
        <translation>Телефон или почта станут контактом, который хранится запечатанным; имя останется без них.</translation>
    </message>
    <message>
        <source>The planned contact was missed</source>
        <translation>Пропущен назначенный контакт</translation>
    </message>
    <message>
        <source>The printer does not answer</source>
        <translation>Принтер не отвечает</translation>
    </message>
    <message>
        <source>The printing is stopped; that it was begun stands in the journal.</source>
        <translation>Печать остановлена; в журнале записано, что её начинали.</translation>
    </message>
    <message>
        <source>the program counts it itself</source>
        <translation>программа считает сама</translation>
    </message>
    <message>
        <source>The program does not touch what was changed after the load.</source>
        <translation>Программа не трогает то, что изменили после загрузки.</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>В программе произошла ошибка.</translation>
    </message>
    <message>
        <source>The program refuses, slows down and writes down. A skilled person can go round it.</source>
        <translation>Программа отказывает, замедляет и записывает. Технически грамотный человек может это обойти.</translation>
    </message>
    <message>
        <source>The purchase has no date, or one in the future. Write the date or skip the row.</source>
        <translation>У покупки нет даты, или она в будущем. Впишите дату или пропустите строку.</translation>
    </message>
    <message>
        <source>The purchase was changed meanwhile. Look it over before you save it.</source>
        <translation>Покупку за это время изменили. Просмотрите её, прежде чем сохранить.</translation>
    </message>
    <message>
        <source>The purchases of this file are not in the base yet.</source>
        <translation>Покупки из этого файла ещё не загружены.</translation>
    </message>
    <message>
        <source>the reason is sealed and opens to the owner alone</source>
        <translation>причина зашифрована и откроется только владельцу</translation>
    </message>
    <message>
        <source>The report is saved: {name}</source>
        <translation>Отчёт сохранён: {name}</translation>
    </message>
    <message>
        <source>The report stays in the list of people.</source>
        <translation>Отчёт остаётся в списке сотрудников.</translation>
    </message>
    <message>
        <source>The request is refused</source>
        <translation>По запросу отказано</translation>
    </message>
    <message>
        <source>The request was changed outside the program.</source>
        <translation>Запрос изменён вне программы.</translation>
    </message>
    <message>
        <source>the rest: the last 5 %</source>
        <comment>class of clients by revenue</comment>
        <translation>остальные: последние 5 %</translation>
    </message>
    <message>
        <source>The rights are saved</source>
        <translation>Права сохранены</translation>
    </message>
    <message>
        <source>The row has neither a product nor a sum. Fill in one of them or skip the row.</source>
        <translation>В строке нет ни товара, ни суммы. Впишите одно из них или пропустите строку.</translation>
    </message>
    <message>
        <source>The row is a total or a footnote and is skipped.</source>
        <translation>Это итог или примечание, строка пропущена.</translation>
    </message>
    <message>
        <source>The row is the title of a group and is skipped.</source>
        <translation>Это название группы, строка пропущена.</translation>
    </message>
    <message>
        <source>The row points to two different clients. Choose the right one in the Matches step.</source>
        <translation>Строка указывает на двух разных клиентов. Выберите нужного на шаге «Совпадения».</translation>
    </message>
    <message>
        <source>The row repeats the headings of the table and is skipped.</source>
        <translation>Строка повторяет заголовки таблицы и пропущена.</translation>
    </message>
    <message>
        <source>The rows are being checked</source>
        <translation>Строки проверяются</translation>
    </message>
    <message>
        <source>The rows are being checked.</source>
        <translation>Строки проверяются.</translation>
    </message>
    <message>
        <source>The rows are being written</source>
        <translation>Строки записываются</translation>
    </message>
    <message>
        <source>The rows are being written.</source>
        <translation>Строки записываются.</translation>
    </message>
    <message>
        <source>The rules decide about the tier from now on</source>
        <translation>Теперь ступень решают правила</translation>
    </message>
    <message>
        <source>The rules wait for you to look</source>
        <translation>Правила ждут вашего взгляда</translation>
    </message>
    <message>
        <source>The same client</source>
        <translation>Один клиент</translation>
    </message>
    <message>
        <source>the same client</source>
        <translation>один клиент</translation>
    </message>
    <message>
        <source>the same client ID</source>
        <translation>тот же номер клиента</translation>
    </message>
    <message>
        <source>The same client twice in the file</source>
        <translation>Клиент повторяется в файле</translation>
    </message>
    <message>
        <source>the same code</source>
        <translation>тот же код</translation>
    </message>
    <message>
        <source>the same contact</source>
        <translation>тот же контакт</translation>
    </message>
    <message>
        <source>the same e-mail</source>
        <translation>та же почта</translation>
    </message>
    <message numerus="yes">
        <source>The same for %n similar pairs</source>
        <translation>
            <numerusform>То же для %n похожей пары</numerusform>
            <numerusform>То же для %n похожих пар</numerusform>
            <numerusform>То же для %n похожих пар</numerusform>
        </translation>
    </message>
    <message>
        <source>The same for similar pairs</source>
        <translation>То же для похожих</translation>
    </message>
    <message>
        <source>the same name</source>
        <translation>то же имя</translation>
    </message>
    <message>
        <source>the same name and birthday</source>
        <translation>те же имя и день рождения</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Ещё раз то же самое</translation>
    </message>
    <message>
        <source>the same phone</source>
        <translation>тот же телефон</translation>
    </message>
    <message>
        <source>The same row came in with an earlier load of this file and is skipped.</source>
        <translation>Эта строка уже загружена из этого файла и пропущена.</translation>
    </message>
    <message>
        <source>the same tax number</source>
        <translation>тот же ИНН</translation>
    </message>
    <message>
        <source>The sample shop was not made</source>
        <translation>Магазин для примера не создан</translation>
    </message>
    <message>
        <source>The scale is saved</source>
        <translation>Шкала сохранена</translation>
    </message>
    <message>
        <source>The screen is locked. Enter the password to go on.</source>
        <translation>Экран заблокирован. Введите пароль, чтобы продолжить.</translation>
    </message>
    <message>
        <source>The settings are saved</source>
        <translation>Настройки сохранены</translation>
    </message>
    <message>
        <source>The settings are saved, the figures are as of today</source>
        <translation>Настройки сохранены, показатели пересчитаны на сегодня</translation>
    </message>
    <message>
        <source>The sheet is damaged and was not read. Open the file in Excel and save it again.</source>
        <translation>Лист повреждён и не прочитан. Откройте файл в Excel и сохраните заново.</translation>
    </message>
    <message>
        <source>The sheet is longer than the program reads. The rows at the end were left out.</source>
        <translation>Лист длиннее, чем читает программа. Последние строки не взяты.</translation>
    </message>
    <message>
        <source>The shop</source>
        <translation>Магазин</translation>
    </message>
    <message>
        <source>The shop could have kept them</source>
        <translation>Можно было удержать</translation>
    </message>
    <message>
        <source>the sign-in that wrote it is not the one that was</source>
        <translation>вход, в котором она сделана, подменён</translation>
    </message>
    <message>
        <source>The simplest for a small shop: everybody works with all clients. Limits and the journal slow down taking out, but a skilled employee with another program could read all contacts.</source>
        <translation>Проще всего для небольшого магазина: все работают со всеми клиентами. Вынос замедляют лимиты и журнал, но умелый сотрудник другой программой прочтёт все контакты.</translation>
    </message>
    <message numerus="yes">
        <source>The status of %n clients would change</source>
        <translation>
            <numerusform>Статус изменится у %n клиента</numerusform>
            <numerusform>Статус изменится у %n клиентов</numerusform>
            <numerusform>Статус изменится у %n клиентов</numerusform>
        </translation>
    </message>
    <message>
        <source>The sum is in another currency than the base. It was read as a number in the currency of the base.</source>
        <translation>Сумма не в валюте базы. Она прочитана как число в валюте базы.</translation>
    </message>
    <message>
        <source>The sum is larger than any real one. The field stays empty, the value is in the report.</source>
        <translation>Такой суммы не бывает. Поле останется пустым, значение будет в отчёте.</translation>
    </message>
    <message>
        <source>The system does not allow writing there.</source>
        <translation>Система не разрешает туда записывать.</translation>
    </message>
    <message>
        <source>The system does not let you read this file.</source>
        <translation>Система не даёт прочитать этот файл.</translation>
    </message>
    <message>
        <source>The system's password store did not answer.</source>
        <translation>Хранилище паролей системы не ответило.</translation>
    </message>
    <message>
        <source>The system's password store did not work.</source>
        <translation>Хранилище паролей системы не сработало.</translation>
    </message>
    <message>
        <source>The system's password store is locked.</source>
        <translation>Хранилище паролей системы заблокировано.</translation>
    </message>
    <message>
        <source>The system's question about its password store was closed.</source>
        <translation>Вопрос системы о хранилище паролей закрыли.</translation>
    </message>
    <message>
        <source>The template is saved: {name}</source>
        <translation>Шаблон сохранён: {name}</translation>
    </message>
    <message>
        <source>The template “{name}” is saved</source>
        <translation>Шаблон «{name}» сохранён</translation>
    </message>
    <message>
        <source>The text in row {row} is longer than a cell of Excel holds.</source>
        <translation>Текст в строке {row} длиннее, чем вмещает ячейка Excel.</translation>
    </message>
    <message>
        <source>The tier is kept by hand</source>
        <translation>Ступень держим вручную</translation>
    </message>
    <message>
        <source>the tier is not {values}</source>
        <translation>ступень не {values}</translation>
    </message>
    <message>
        <source>the tier is {values}</source>
        <translation>ступень {values}</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>Корзина пуста</translation>
    </message>
    <message>
        <source>The value is longer than the field. It was cut, the full text goes to the note.</source>
        <translation>Значение длиннее поля. Оно обрезано, полный текст уйдёт в заметку.</translation>
    </message>
    <message>
        <source>the values do not fit the heading</source>
        <translation>значения не подходят к заголовку</translation>
    </message>
    <message>
        <source>The whole load can be taken back for 90 days.</source>
        <translation>Загрузку можно отменить целиком в течение 90 дней.</translation>
    </message>
    <message>
        <source>The window of their usual visit is over.</source>
        <translation>Обычный срок их визита прошёл.</translation>
    </message>
    <message>
        <source>The word is neither yes nor no. The field stays empty, the word goes to the note.</source>
        <translation>Это не «да» и не «нет». Поле останется пустым, слово попадёт в заметку.</translation>
    </message>
    <message>
        <source>The work can go on while you do something else.</source>
        <translation>Работа продолжится, пока вы заняты другим.</translation>
    </message>
    <message>
        <source>Their contacts stay hidden while the tier says so.</source>
        <translation>Контакты скрыты, пока стоит эта ступень.</translation>
    </message>
    <message>
        <source>Their purchases and timelines disappear with them. They cannot be brought back.</source>
        <translation>Вместе с ними исчезнут покупки и хронология. Вернуть их будет нельзя.</translation>
    </message>
    <message>
        <source>Theirs</source>
        <comment>a value of a field</comment>
        <translation>Чужое</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Theme, scale and language</source>
        <translation>Тема, масштаб и язык</translation>
    </message>
    <message>
        <source>There are more rows than a sheet of Excel holds.</source>
        <translation>Строк больше, чем вмещает лист Excel.</translation>
    </message>
    <message>
        <source>There are no rows of data under the headings.</source>
        <translation>Под заголовками нет строк с данными.</translation>
    </message>
    <message>
        <source>There are no sales yet</source>
        <translation>Продаж пока нет</translation>
    </message>
    <message>
        <source>There are no templates yet</source>
        <translation>Шаблонов пока нет</translation>
    </message>
    <message>
        <source>There are not so many days</source>
        <translation>Столько дней там нет</translation>
    </message>
    <message>
        <source>There are sums in this currency already, so it stays</source>
        <translation>В этой валюте уже есть суммы, поэтому она остаётся</translation>
    </message>
    <message>
        <source>There are unsaved changes</source>
        <translation>Есть несохранённые изменения</translation>
    </message>
    <message>
        <source>there is</source>
        <comment>a phone, a note, a consent</comment>
        <translation>есть</translation>
    </message>
    <message>
        <source>there is</source>
        <comment>a tag</comment>
        <translation>есть</translation>
    </message>
    <message>
        <source>There is a card</source>
        <comment>reason of a tier</comment>
        <translation>Есть карточка</translation>
    </message>
    <message>
        <source>There is a card</source>
        <comment>rule of a tier</comment>
        <translation>Есть карточка</translation>
    </message>
    <message>
        <source>There is a mistake in group {number} of the recovery code.</source>
        <translation>В группе {number} запасного кода ошибка.</translation>
    </message>
    <message>
        <source>There is a slip in group {number}: compare it with the paper</source>
        <translation>В группе {number} опечатка: сверьте её с бумагой</translation>
    </message>
    <message>
        <source>There is no base in the folder “{name}”.</source>
        <translation>В папке «{name}» базы нет.</translation>
    </message>
    <message>
        <source>There is no key file here, or it is damaged.</source>
        <translation>Здесь нет файла журнала, или он повреждён.</translation>
    </message>
    <message>
        <source>There is no name in the row: the phone or e-mail stands in for it.</source>
        <translation>В строке нет имени: вместо него встанет телефон или почта.</translation>
    </message>
    <message>
        <source>There is no name, company, phone, e-mail or code in the row. Fill in one of them or skip the row.</source>
        <translation>В строке нет ни имени, ни компании, ни телефона, ни почты, ни кода. Заполните что-то одно или пропустите строку.</translation>
    </message>
    <message>
        <source>There is no sheet “{name}” in the file.</source>
        <translation>В файле нет листа «{name}».</translation>
    </message>
    <message>
        <source>There is no such choice</source>
        <translation>Такого варианта нет</translation>
    </message>
    <message>
        <source>There is no such client any more.</source>
        <translation>Такого клиента больше нет.</translation>
    </message>
    <message>
        <source>There is no such client in the base. Load the clients first, or let the load create them.</source>
        <translation>Такого клиента в базе нет. Сначала загрузите клиентов или разрешите загрузке создать их.</translation>
    </message>
    <message>
        <source>There is no such contact in the base</source>
        <translation>Такого контакта в базе нет</translation>
    </message>
    <message>
        <source>There is no such date. The field stays empty, the value is in the report.</source>
        <translation>Такой даты нет. Поле останется пустым, значение будет в отчёте.</translation>
    </message>
    <message>
        <source>There is no such file or folder any more.</source>
        <translation>Такого файла или папки больше нет.</translation>
    </message>
    <message>
        <source>There is no such tier or tag yet. The load creates it.</source>
        <translation>Такой ступени или метки ещё нет. Загрузка её создаст.</translation>
    </message>
    <message>
        <source>There is no table in this web page.</source>
        <translation>На этой веб-странице нет таблицы.</translation>
    </message>
    <message>
        <source>There is no workbook in this archive.</source>
        <translation>В этом архиве нет таблицы.</translation>
    </message>
    <message>
        <source>There is nobody but owners yet.</source>
        <translation>Кроме владельцев пока никого нет.</translation>
    </message>
    <message>
        <source>There is nobody to call: no client who was handed over has bought anything in twelve months.</source>
        <translation>Звонить некому: никто из переданных клиентов не покупал за 12 месяцев.</translation>
    </message>
    <message>
        <source>There is nobody to export.</source>
        <translation>Выгружать некого.</translation>
    </message>
    <message>
        <source>There is nobody to print.</source>
        <translation>Печатать некого.</translation>
    </message>
    <message>
        <source>there is not</source>
        <comment>a phone, a note, a consent</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>there is not</source>
        <comment>a tag</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Отменять нечего.</translation>
    </message>
    <message>
        <source>There is such a role already</source>
        <translation>Такая роль уже есть</translation>
    </message>
    <message>
        <source>There is such a segment already</source>
        <translation>Такой сегмент уже есть</translation>
    </message>
    <message>
        <source>there were</source>
        <comment>contacts</comment>
        <translation>были</translation>
    </message>
    <message>
        <source>there were not</source>
        <comment>contacts</comment>
        <translation>не было</translation>
    </message>
    <message numerus="yes">
        <source>These are %n: narrow the list.</source>
        <comment>clients</comment>
        <translation>
            <numerusform>Здесь %n клиент: сузьте список.</numerusform>
            <numerusform>Здесь %n клиента: сузьте список.</numerusform>
            <numerusform>Здесь %n клиентов: сузьте список.</numerusform>
        </translation>
    </message>
    <message>
        <source>These contacts are shown with the owner's agreement.</source>
        <translation>Эти контакты показываются с согласия владельца.</translation>
    </message>
    <message>
        <source>These contacts belong to a portfolio that you have no key for.</source>
        <translation>Эти контакты из портфеля, к которому у вас нет ключа.</translation>
    </message>
    <message>
        <source>These people were shown the contacts or took them out, the newest first:</source>
        <translation>Кому показывали контакты и кто их выгружал, сначала новые:</translation>
    </message>
    <message>
        <source>They are real clients</source>
        <translation>Это обычные клиенты</translation>
    </message>
    <message>
        <source>They are signed with your key and hold for each person from the next sign-in on.</source>
        <translation>Они подписываются вашим ключом и действуют для каждого со следующего входа.</translation>
    </message>
    <message>
        <source>They brought the most. The program watches them for six months and says who falls silent.</source>
        <translation>Они приносили больше всего. Программа следит за ними полгода и скажет, кто замолчал.</translation>
    </message>
    <message>
        <source>they came in all the same</source>
        <translation>всё равно загрузились</translation>
    </message>
    <message>
        <source>They can be created from the file: with what it says of them.</source>
        <translation>Их можно завести из файла: с тем, что в нём о них сказано.</translation>
    </message>
    <message>
        <source>They fell silent after a leaving</source>
        <translation>Замолчали после увольнения</translation>
    </message>
    <message>
        <source>they will come in all the same</source>
        <translation>всё равно загрузятся</translation>
    </message>
    <message>
        <source>third</source>
        <comment>group of digits</comment>
        <translation>третью</translation>
    </message>
    <message>
        <source>This agreement does not hold.</source>
        <translation>Это согласие не подходит.</translation>
    </message>
    <message>
        <source>This agreement is no more.</source>
        <translation>Этого согласия больше нет.</translation>
    </message>
    <message>
        <source>This agreement is older than seven days.</source>
        <translation>Согласию больше семи дней.</translation>
    </message>
    <message>
        <source>This agreement was used already.</source>
        <translation>Это согласие уже использовано.</translation>
    </message>
    <message>
        <source>This base is older than the one opened here last time: an earlier copy was put in its place.</source>
        <translation>Эта база старше той, что открывали здесь в прошлый раз: на её место положили прежнюю копию.</translation>
    </message>
    <message>
        <source>This base was made on another computer.</source>
        <translation>Эта база создана на другом компьютере.</translation>
    </message>
    <message>
        <source>This cannot be less than zero</source>
        <translation>Не может быть меньше нуля</translation>
    </message>
    <message>
        <source>This client asked not to be disturbed.</source>
        <translation>Клиент просил не беспокоить.</translation>
    </message>
    <message>
        <source>This client is in the trash</source>
        <translation>Клиент в корзине</translation>
    </message>
    <message>
        <source>This code opens the base when the owner's password is forgotten, on this computer or another one. Keep it away from the computer. Whoever holds it and a copy of the base can read everything.</source>
        <translation>Этот код открывает базу, если пароль владельца забыт: на этом компьютере или на другом. Храните его не рядом с компьютером. Тот, у кого есть код и копия базы, может прочитать всё.</translation>
    </message>
    <message>
        <source>This code replaces the old one; tear up the old paper.</source>
        <translation>Этот код заменяет старый, старую бумагу порвите.</translation>
    </message>
    <message>
        <source>This computer's half of the key lies in a file, because the system's password store did not work. Whoever copies the whole disk needs only the password.</source>
        <translation>Половина ключа этого компьютера лежит в файле, потому что хранилище паролей системы не сработало. Тому, кто скопирует весь диск, нужен только пароль.</translation>
    </message>
    <message>
        <source>This computer's half of the key lies in the system's password store.</source>
        <translation>Половина ключа этого компьютера лежит в хранилище паролей системы.</translation>
    </message>
    <message>
        <source>This day has not come yet</source>
        <translation>Этот день ещё не наступил</translation>
    </message>
    <message>
        <source>This does not hold</source>
        <translation>Заполнено неверно</translation>
    </message>
    <message>
        <source>This file is no copy of a base.</source>
        <translation>Этот файл — не копия базы.</translation>
    </message>
    <message>
        <source>This file is no template of the program.</source>
        <translation>Этот файл — не шаблон программы.</translation>
    </message>
    <message>
        <source>This file is of another base.</source>
        <translation>Этот файл от другой базы.</translation>
    </message>
    <message>
        <source>This folder is on a network drive, where a base may be damaged by a lost connection.</source>
        <translation>Эта папка на сетевом диске: обрыв связи может повредить базу.</translation>
    </message>
    <message>
        <source>This folder is synchronised with a cloud, which would damage the base.</source>
        <translation>Эту папку синхронизирует облако, а это повредит базу.</translation>
    </message>
    <message>
        <source>This has to be filled in</source>
        <translation>Нужно заполнить</translation>
    </message>
    <message>
        <source>This is a canary of: {name}</source>
        <translation>Это клиент-ловушка. Чей список: {name}</translation>
    </message>
    <message>
        <source>This is a client: {name}</source>
        <translation>Это клиент: {name}</translation>
    </message>
    <message>
        <source>This is a document of Apple Numbers.</source>
        <translation>Это документ Apple Numbers.</translation>
    </message>
    <message>
        <source>This is a document, not a table.</source>
        <translation>Это документ, а не таблица.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Это папка, а не файл.</translation>
    </message>
    <message>
        <source>This is a full copy made by this program: every field becomes exactly what the file says.</source>
        <translation>Это полная копия из этой программы: каждое поле станет таким, как в файле.</translation>
    </message>
    <message>
        <source>This is a JSON file.</source>
        <translation>Это файл JSON.</translation>
    </message>
    <message>
        <source>This is a PDF, not a table.</source>
        <translation>Это PDF, а не таблица.</translation>
    </message>
    <message>
        <source>This is a picture, not a table.</source>
        <translation>Это картинка, а не таблица.</translation>
    </message>
    <message>
        <source>This is a text document, not a table.</source>
        <translation>Это текстовый документ, а не таблица.</translation>
    </message>
    <message>
        <source>This is an archive.</source>
        <translation>Это архив.</translation>
    </message>
    <message>
        <source>This is an old SYLK file.</source>
        <translation>Это старый файл SYLK.</translation>
    </message>
    <message>
        <source>This is not a date. Write it like 14.05.2025.</source>
        <translation>Это не дата. Напишите так: 14.05.2025.</translation>
    </message>
    <message>
        <source>This is not a number. The field stays empty, the value is in the report.</source>
        <translation>Это не число. Поле останется пустым, значение будет в отчёте.</translation>
    </message>
    <message>
        <source>This is not a table.</source>
        <translation>Это не таблица.</translation>
    </message>
    <message numerus="yes">
        <source>This is not a whole number: %n digits</source>
        <comment>a phone</comment>
        <translation>
            <numerusform>Номер не разобран, в нём %n цифра</numerusform>
            <numerusform>Номер не разобран, в нём %n цифры</numerusform>
            <numerusform>Номер не разобран, в нём %n цифр</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not an e-mail address. It looks like name@mail.ru.</source>
        <translation>Это не адрес почты. Он выглядит так: name@mail.ru.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. The text goes to the note.</source>
        <translation>Это не адрес почты. Текст уйдёт в заметку.</translation>
    </message>
    <message>
        <source>This is outside of what is possible</source>
        <translation>Это за пределами возможного</translation>
    </message>
    <message>
        <source>This is taken already</source>
        <translation>Уже занято</translation>
    </message>
    <message>
        <source>This is the password that the owner gave you. Choose another one.</source>
        <translation>Это пароль, который дал владелец. Придумайте другой.</translation>
    </message>
    <message>
        <source>This is the small file that Excel keeps beside an open one.</source>
        <translation>Это служебный файл, который Excel держит рядом с открытым.</translation>
    </message>
    <message>
        <source>This is too long</source>
        <translation>Слишком длинно</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>В этом месяце</translation>
    </message>
    <message>
        <source>This name stands twice</source>
        <translation>Это название стоит дважды</translation>
    </message>
    <message>
        <source>This password was given to be used once.</source>
        <translation>Этот пароль дан на один вход.</translation>
    </message>
    <message>
        <source>This person reads no portfolio: there is nowhere to plant</source>
        <translation>Сотрудник не читает ни одного портфеля: добавить некуда</translation>
    </message>
    <message>
        <source>This record is not there any more.</source>
        <translation>Этой записи больше нет.</translation>
    </message>
    <message>
        <source>This recovery code does not open the base.</source>
        <translation>Этот запасной код базу не открывает.</translation>
    </message>
    <message>
        <source>This request is closed.</source>
        <translation>Этот запрос закрыт.</translation>
    </message>
    <message>
        <source>This request was agreed to already.</source>
        <translation>На этот запрос уже ответили согласием.</translation>
    </message>
    <message>
        <source>This request was refused already.</source>
        <translation>На этот запрос уже ответили отказом.</translation>
    </message>
    <message>
        <source>This request was used already.</source>
        <translation>Этот запрос уже использован.</translation>
    </message>
    <message>
        <source>This request was withdrawn.</source>
        <translation>Этот запрос отозван.</translation>
    </message>
    <message>
        <source>This role</source>
        <translation>Эта роль</translation>
    </message>
    <message>
        <source>This takes a few seconds. The window closes by itself.</source>
        <translation>Это несколько секунд. Окно закроется само.</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Эта неделя</translation>
    </message>
    <message>
        <source>This XML file is not a table.</source>
        <translation>Этот XML не таблица.</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>В этом году</translation>
    </message>
    <message>
        <source>Those in the list now</source>
        <translation>Те, что сейчас в списке</translation>
    </message>
    <message>
        <source>Those who fit today stay in it, whatever changes. For an offer, or to compare with later on.</source>
        <translation>Кто подходит сегодня, останется в нём, что бы ни менялось. Для акции или чтобы сравнить потом.</translation>
    </message>
    <message>
        <source>Thousands or fractions?</source>
        <translation>Тысячи или доли?</translation>
    </message>
    <message>
        <source>Three or four words that do not belong together are easy to remember and hard to guess.</source>
        <translation>Три-четыре слова, не связанных между собой, легко запомнить и трудно угадать.</translation>
    </message>
    <message>
        <source>Tick the box and type the group of digits</source>
        <translation>Поставьте отметку и введите группу цифр</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Ступень</translation>
    </message>
    <message>
        <source>Tier and discount</source>
        <translation>Ступень и скидка</translation>
    </message>
    <message>
        <source>Tier and figures</source>
        <translation>Ступень и показатели</translation>
    </message>
    <message>
        <source>Tier changed</source>
        <translation>Ступень изменена</translation>
    </message>
    <message>
        <source>Tier given back to the rules</source>
        <translation>Ступень отдана правилам</translation>
    </message>
    <message>
        <source>Tier kept by hand</source>
        <translation>Ступень держат вручную</translation>
    </message>
    <message>
        <source>Tier set</source>
        <translation>Изменена ступень</translation>
    </message>
    <message numerus="yes">
        <source>Tier set for %n clients: {tier}</source>
        <translation>
            <numerusform>Ступень изменена у %n клиента: {tier}</numerusform>
            <numerusform>Ступень изменена у %n клиентов: {tier}</numerusform>
            <numerusform>Ступень изменена у %n клиентов: {tier}</numerusform>
        </translation>
    </message>
    <message>
        <source>Tier: {before} → {after}</source>
        <translation>Ступень: {before} → {after}</translation>
    </message>
    <message>
        <source>Tier: {name}</source>
        <translation>Ступень: {name}</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>Ступени</translation>
    </message>
    <message>
        <source>tiers colours steps loyalty</source>
        <comment>words to find an action by</comment>
        <translation>ступени цвета лояльность</translation>
    </message>
    <message>
        <source>Tiers recalculated</source>
        <translation>Ступени пересчитаны</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Часовой пояс</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Хронология</translation>
    </message>
    <message>
        <source>Timur</source>
        <comment>sample person</comment>
        <translation>Тимур</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a range of counts</comment>
        <translation>До</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a tier</comment>
        <translation>Станет</translation>
    </message>
    <message>
        <source>To be on the safe side: press Space</source>
        <translation>Для верности нажмите пробел</translation>
    </message>
    <message>
        <source>To check, type the {which} group of digits</source>
        <translation>Для проверки введите {which} группу цифр</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>К оплате</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>К списку</translation>
    </message>
    <message>
        <source>To the sign-in</source>
        <translation>Ко входу</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>В корзину</translation>
    </message>
    <message>
        <source>To the trash, with undo</source>
        <translation>В корзину, с отменой</translation>
    </message>
    <message>
        <source>To which country a number belongs when its code is not written</source>
        <translation>К какой стране относится номер, если её код не написан</translation>
    </message>
    <message>
        <source>To, {unit}</source>
        <comment>a range of sums</comment>
        <translation>До, {unit}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>сегодня</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>завтра</translation>
    </message>
    <message>
        <source>Too dear</source>
        <translation>Дорого</translation>
    </message>
    <message numerus="yes">
        <source>Too long: at most %n letters</source>
        <translation>
            <numerusform>Слишком длинно: не больше %n буквы</numerusform>
            <numerusform>Слишком длинно: не больше %n букв</numerusform>
            <numerusform>Слишком длинно: не больше %n букв</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many columns</source>
        <translation>Слишком много столбцов</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>слишком короткий</translation>
    </message>
    <message>
        <source>Total</source>
        <comment>the sum of purchases of a client</comment>
        <translation>Всего</translation>
    </message>
    <message>
        <source>Totals and footnotes</source>
        <translation>Итоги и примечания</translation>
    </message>
    <message>
        <source>Totals from a list</source>
        <translation>Суммы из списка</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Проследить</translation>
    </message>
    <message>
        <source>Trace a contact</source>
        <translation>Проследить контакт</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Корзина</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Try again when it has ended.</source>
        <translation>Повторите, когда она закончится.</translation>
    </message>
    <message>
        <source>Try another line of the list.</source>
        <translation>Попробуйте другую строку списка.</translation>
    </message>
    <message>
        <source>Turkey</source>
        <translation>Турция</translation>
    </message>
    <message>
        <source>Turn the access off</source>
        <translation>Закрыть доступ</translation>
    </message>
    <message>
        <source>Turn the table: names of fields stand in the first column</source>
        <translation>Развернуть таблицу: названия полей стоят в первом столбце</translation>
    </message>
    <message>
        <source>Turned table</source>
        <translation>Повёрнутая таблица</translation>
    </message>
    <message>
        <source>Two and more</source>
        <translation>Два и больше</translation>
    </message>
    <message>
        <source>Two clients at once</source>
        <translation>Сразу два клиента</translation>
    </message>
    <message>
        <source>two different clients fit</source>
        <translation>подходят два клиента</translation>
    </message>
    <message>
        <source>Two thousand clients with three years of purchases. The owner's password is demo.</source>
        <translation>Две тысячи клиентов с покупками за три года. Пароль владельца: demo.</translation>
    </message>
    <message>
        <source>Two thousand made-up clients to try things on</source>
        <translation>Две тысячи придуманных клиентов, чтобы всё попробовать</translation>
    </message>
    <message>
        <source>Type the eight groups from the paper. The digits check each other, so a slip shows at once.</source>
        <translation>Введите восемь групп с бумаги. Цифры проверяют друг друга, опечатка видна сразу.</translation>
    </message>
    <message>
        <source>Type the fingerprint that you wrote down: the journal up to then is proved as well.</source>
        <translation>Введите отпечаток, который вы записали: журнал до него тоже будет проверен.</translation>
    </message>
    <message>
        <source>Type what you wrote down</source>
        <translation>Введите то, что записано</translation>
    </message>
    <message>
        <source>unchanged {count}</source>
        <translation>без изменений {count}</translation>
    </message>
    <message>
        <source>Under way</source>
        <comment>a load</comment>
        <translation>Идёт</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Undone: “{fact}”</source>
        <translation>Отменено: «{fact}»</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Вернуть доступ</translation>
    </message>
    <message>
        <source>Unfreeze: {name}</source>
        <translation>Вернуть доступ: {name}</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Великобритания</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>США</translation>
    </message>
    <message>
        <source>Unknown portfolios</source>
        <translation>Неизвестные портфели</translation>
    </message>
    <message>
        <source>unlike the person: {days}</source>
        <translation>необычные дни: {days}</translation>
    </message>
    <message>
        <source>Unlock it or sign in to the system anew, then try again.</source>
        <translation>Разблокируйте его или войдите в систему заново и повторите.</translation>
    </message>
    <message>
        <source>Unpack it and choose the file inside.</source>
        <translation>Распакуйте его и выберите файл внутри.</translation>
    </message>
    <message>
        <source>Until</source>
        <comment>a range of dates</comment>
        <translation>По</translation>
    </message>
    <message>
        <source>until a day</source>
        <translation>до …</translation>
    </message>
    <message>
        <source>until {day}</source>
        <comment>a range of dates</comment>
        <translation>по {day}</translation>
    </message>
    <message>
        <source>up to {value}</source>
        <comment>a number or a sum</comment>
        <translation>до {value}</translation>
    </message>
    <message>
        <source>up to {value}</source>
        <comment>a range of numbers</comment>
        <translation>до {value}</translation>
    </message>
    <message>
        <source>update statuses interval</source>
        <comment>more words by which the palette finds “Calculate the figures”</comment>
        <translation>обновить статусы аналитика</translation>
    </message>
    <message>
        <source>Update the program and open it again.</source>
        <translation>Обновите программу и откройте снова.</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Обновлено</translation>
    </message>
    <message>
        <source>used {when}</source>
        <translation>применён {when}</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Обычно</translation>
    </message>
    <message>
        <source>Usual check</source>
        <translation>Обычный чек</translation>
    </message>
    <message>
        <source>Usual rows</source>
        <translation>Обычные строки</translation>
    </message>
    <message>
        <source>usually about {sum}</source>
        <comment>the check of a client</comment>
        <translation>обычно около {sum}</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>Узбекистан</translation>
    </message>
    <message>
        <source>Value too long</source>
        <translation>Слишком длинное значение</translation>
    </message>
    <message>
        <source>values that do not open: {number}</source>
        <translation>значений, которые не открываются: {number}</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Визит</translation>
    </message>
    <message>
        <source>Visit overdue since</source>
        <translation>Пора было прийти</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Визиты</translation>
    </message>
    <message>
        <source>visits</source>
        <comment>a unit behind a number</comment>
        <translation>визитов</translation>
    </message>
    <message>
        <source>visits: {amount}</source>
        <translation>визитов {amount}</translation>
    </message>
    <message>
        <source>VK</source>
        <translation>ВК</translation>
    </message>
    <message>
        <source>Vladivostok</source>
        <translation>Владивосток</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n s</source>
        <comment>seconds until the next try</comment>
        <translation>
            <numerusform>Подождите %n с</numerusform>
            <numerusform>Подождите %n с</numerusform>
            <numerusform>Подождите %n с</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wait %n seconds and try again.</source>
        <translation>
            <numerusform>Подождите %n секунду и повторите.</numerusform>
            <numerusform>Подождите %n секунды и повторите.</numerusform>
            <numerusform>Подождите %n секунд и повторите.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits for an answer</source>
        <translation>Ждёт ответа</translation>
    </message>
    <message>
        <source>Warnings read</source>
        <comment>an entry of the journal</comment>
        <translation>Предупреждение прочитано</translation>
    </message>
    <message>
        <source>was expected {days}</source>
        <comment>a visit, from a day to a day</comment>
        <translation>ждали {days}</translation>
    </message>
    <message>
        <source>Was here</source>
        <translation>Последний вход</translation>
    </message>
    <message>
        <source>We do not have what they need</source>
        <translation>Нет нужного товара</translation>
    </message>
    <message>
        <source>weak: easy to guess</source>
        <translation>слабый: легко подобрать</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Сайт</translation>
    </message>
    <message>
        <source>were born {when}</source>
        <translation>родились {when}</translation>
    </message>
    <message>
        <source>were expected at the latest {when}</source>
        <translation>должны были прийти {when}</translation>
    </message>
    <message>
        <source>were here last {when}</source>
        <translation>были в последний раз {when}</translation>
    </message>
    <message>
        <source>were in touch</source>
        <translation>было общение</translation>
    </message>
    <message>
        <source>Were interested, did not buy</source>
        <translation>Интересовались, но не купили</translation>
    </message>
    <message>
        <source>were not in touch</source>
        <translation>не было общения</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>What</source>
        <comment>goods of a purchase</comment>
        <translation>Что куплено</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>Что можно делать</translation>
    </message>
    <message>
        <source>What can be done with a saved segment</source>
        <translation>Что можно сделать с сегментом</translation>
    </message>
    <message>
        <source>What can be done with the segment</source>
        <translation>Что можно сделать с сегментом</translation>
    </message>
    <message>
        <source>What exactly and why</source>
        <translation>Что именно и зачем</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Для чего</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Что произошло</translation>
    </message>
    <message>
        <source>What happened? For example: “asked about white peony tea”</source>
        <translation>Что произошло? Например: «вопрос про белый пион»</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что с ним</translation>
    </message>
    <message>
        <source>What happens</source>
        <comment>to a row</comment>
        <translation>Что будет</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Что важно</translation>
    </message>
    <message>
        <source>What is the shop called</source>
        <translation>Как называется магазин</translation>
    </message>
    <message>
        <source>What it was made of</source>
        <translation>Из чего он сделан</translation>
    </message>
    <message>
        <source>What matters?</source>
        <translation>Что важно?</translation>
    </message>
    <message>
        <source>What others left was fetched</source>
        <translation>Забрано оставленное другими</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>Что останется</translation>
    </message>
    <message>
        <source>What stays: {field}</source>
        <translation>Что останется: {field}</translation>
    </message>
    <message>
        <source>What the person took along</source>
        <translation>Отчёт об увольнении</translation>
    </message>
    <message>
        <source>What the portfolio is called</source>
        <translation>Название портфеля</translation>
    </message>
    <message>
        <source>What the program protects from</source>
        <translation>От чего защищает программа</translation>
    </message>
    <message>
        <source>What the program protects from, and what it cannot</source>
        <translation>От чего программа защищает, а от чего не может</translation>
    </message>
    <message>
        <source>What the role is called</source>
        <translation>Название роли</translation>
    </message>
    <message>
        <source>What the rows are</source>
        <translation>Что в строках</translation>
    </message>
    <message>
        <source>What there is to hand over</source>
        <translation>Что предстоит передать</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Что сделать</translation>
    </message>
    <message>
        <source>What to do now</source>
        <translation>Что делать дальше</translation>
    </message>
    <message>
        <source>What to offer</source>
        <translation>Что предложить</translation>
    </message>
    <message>
        <source>What to restore and where</source>
        <translation>Что и куда восстановить</translation>
    </message>
    <message>
        <source>What turned up</source>
        <translation>Что всплыло</translation>
    </message>
    <message numerus="yes">
        <source>What was looked at and taken in %n days</source>
        <translation>
            <numerusform>Что открывали и выгружали за %n день</numerusform>
            <numerusform>Что открывали и выгружали за %n дня</numerusform>
            <numerusform>Что открывали и выгружали за %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>What was not saved cannot be brought back: the keys of the base changed meanwhile.</source>
        <translation>Несохранённое не вернуть: за это время сменились ключи базы.</translation>
    </message>
    <message>
        <source>What was noticed</source>
        <translation>Что заметили</translation>
    </message>
    <message>
        <source>What was saved is safe. Copy the details and send them to whoever looks after the program.</source>
        <translation>Всё сохранённое цело. Скопируйте подробности и отправьте тому, кто следит за программой.</translation>
    </message>
    <message>
        <source>What was typed into the form will be lost.</source>
        <translation>Набранное в форме пропадёт.</translation>
    </message>
    <message>
        <source>What will be in the file</source>
        <translation>Что будет в файле</translation>
    </message>
    <message>
        <source>What {value} means</source>
        <translation>Что значит {value}</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>When it will be needed</source>
        <translation>Когда понадобится</translation>
    </message>
    <message>
        <source>Where do we begin?</source>
        <translation>С чего начнём?</translation>
    </message>
    <message>
        <source>Where each column goes</source>
        <translation>Куда записать каждый столбец</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Где она лежит</translation>
    </message>
    <message>
        <source>Where the data is kept and whether it is whole.</source>
        <translation>Где лежат данные и целы ли они.</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Куда</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>Куда сохранить отчёт</translation>
    </message>
    <message>
        <source>Where to save the template</source>
        <translation>Куда сохранить шаблон</translation>
    </message>
    <message>
        <source>Where to write the file</source>
        <translation>Куда записать файл</translation>
    </message>
    <message>
        <source>Which matches to show</source>
        <translation>Какие совпадения показать</translation>
    </message>
    <message>
        <source>Which purchase is brought back</source>
        <translation>Какую покупку возвращают</translation>
    </message>
    <message>
        <source>Which remarks to show</source>
        <translation>Какие замечания показать</translation>
    </message>
    <message>
        <source>Which rows to show</source>
        <translation>Какие строки показать</translation>
    </message>
    <message>
        <source>Which sheet to load</source>
        <translation>Какой лист загрузить</translation>
    </message>
    <message>
        <source>While a segment is built</source>
        <translation>Когда собирают сегмент</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Who begins to fit enters by itself, who no longer fits leaves. Both are noted.</source>
        <translation>Кто начал подходить, входит сам, кто перестал — выходит. И то и другое отмечается.</translation>
    </message>
    <message>
        <source>Who came and went</source>
        <translation>Кто пришёл и ушёл</translation>
    </message>
    <message>
        <source>Who came and went: {name}</source>
        <translation>Кто пришёл и ушёл: {name}</translation>
    </message>
    <message>
        <source>Who comes onto it</source>
        <translation>Кто на неё попадает</translation>
    </message>
    <message>
        <source>Who fits</source>
        <translation>Кто подходит</translation>
    </message>
    <message>
        <source>Who gets the clients</source>
        <translation>Кому передать</translation>
    </message>
    <message>
        <source>Who gets the clients: {name}</source>
        <translation>Кому передать клиентов: {name}</translation>
    </message>
    <message>
        <source>Who is at the computer?</source>
        <translation>Кто сегодня за компьютером?</translation>
    </message>
    <message>
        <source>Who reads whose contacts</source>
        <translation>Кто читает чьи контакты</translation>
    </message>
    <message>
        <source>Who served them</source>
        <translation>Кто обслуживал</translation>
    </message>
    <message>
        <source>Who signs in</source>
        <translation>Кто входит</translation>
    </message>
    <message>
        <source>Who sold</source>
        <translation>Кто продал</translation>
    </message>
    <message>
        <source>Who would change</source>
        <translation>Кто изменится</translation>
    </message>
    <message>
        <source>Whoever helps from afar sees a black window; a camera sees all</source>
        <translation>Кто помогает удалённо, увидит чёрное окно; камера видит всё</translation>
    </message>
    <message>
        <source>Whoever is taken out of a portfolio keeps its old key until the keys are renewed: the program renews them at once, which copies the base.</source>
        <translation>У исключённого из портфеля остаётся старый ключ, пока ключи не сменены: программа сменит их сразу, для этого база копируется.</translation>
    </message>
    <message>
        <source>Whoever may export or print only on request asks here, with a reason. You see what will be in the file.</source>
        <translation>Сюда приходят запросы тех, кому выгрузка и печать разрешаются каждый раз, — с причиной. Вы увидите, что будет в файле.</translation>
    </message>
    <message>
        <source>Whoever reaches none of these gets the score 1.</source>
        <translation>Кто не дотянул ни до одной границы, получает оценку 1.</translation>
    </message>
    <message>
        <source>Whoever signed this agreement is no owner any more.</source>
        <translation>Подписавший согласие больше не владелец.</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Цело</translation>
    </message>
    <message>
        <source>Wholesale</source>
        <comment>sample tier</comment>
        <translation>Оптовики</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Кому позвонить</translation>
    </message>
    <message>
        <source>Whom to call first</source>
        <translation>Кому позвонить первым</translation>
    </message>
    <message>
        <source>Whom to export</source>
        <translation>Кого выгрузить</translation>
    </message>
    <message>
        <source>Whom to print</source>
        <translation>Кого печатать</translation>
    </message>
    <message>
        <source>Whom would it change</source>
        <translation>Кого это затронет</translation>
    </message>
    <message>
        <source>Whose clients bring how much in twelve months</source>
        <translation>Сколько приносят чьи клиенты за 12 месяцев</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Почему</translation>
    </message>
    <message>
        <source>Why did {name} leave?</source>
        <translation>Почему ушёл клиент: {name}</translation>
    </message>
    <message>
        <source>Why do you need it</source>
        <translation>Зачем это нужно</translation>
    </message>
    <message>
        <source>Why is it needed?</source>
        <translation>Зачем это нужно?</translation>
    </message>
    <message>
        <source>Why they left</source>
        <translation>Почему ушёл</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>Будет добавлено</translation>
    </message>
    <message>
        <source>will be added to the note</source>
        <translation>допишем к заметке</translation>
    </message>
    <message>
        <source>will be brought to one form</source>
        <translation>приведём к виду +7 9XX</translation>
    </message>
    <message>
        <source>Will be skipped</source>
        <translation>Будет пропущено</translation>
    </message>
    <message>
        <source>will be split at commas</source>
        <translation>разделим по запятым</translation>
    </message>
    <message>
        <source>will be split into three fields</source>
        <translation>разделим на три поля</translation>
    </message>
    <message>
        <source>Will be updated</source>
        <translation>Будет обновлено</translation>
    </message>
    <message>
        <source>will be updated</source>
        <comment>what happens to a row</comment>
        <translation>обновится</translation>
    </message>
    <message>
        <source>will need it {when}</source>
        <translation>понадобится {when}</translation>
    </message>
    <message>
        <source>will not be kept</source>
        <translation>не сохраняем</translation>
    </message>
    <message>
        <source>will not come in</source>
        <translation>не загрузятся</translation>
    </message>
    <message>
        <source>will not come in</source>
        <comment>what happens to a row</comment>
        <translation>не загрузится</translation>
    </message>
    <message>
        <source>will not soon need {values}</source>
        <translation>не скоро понадобится {values}</translation>
    </message>
    <message>
        <source>Will soon need</source>
        <translation>Скоро понадобится</translation>
    </message>
    <message>
        <source>Will soon need it again</source>
        <translation>Скоро понадобится снова</translation>
    </message>
    <message>
        <source>will soon need {values}</source>
        <translation>скоро понадобится {values}</translation>
    </message>
    <message>
        <source>Windows and macOS can do this; here it changes nothing</source>
        <translation>Это умеют Windows и macOS; здесь ничего не изменится</translation>
    </message>
    <message>
        <source>with all clients that the person sees</source>
        <translation>со всеми клиентами, которых сотрудник видит</translation>
    </message>
    <message>
        <source>with clients whom the person is responsible for</source>
        <translation>с клиентами, за которых сотрудник отвечает</translation>
    </message>
    <message>
        <source>With errors</source>
        <translation>С ошибками</translation>
    </message>
    <message>
        <source>with gaps</source>
        <comment>how clients come</comment>
        <translation>с перерывами</translation>
    </message>
    <message>
        <source>With one computer and no server, a member of staff can spoil or delete the file of the base. The program will notice; the base comes back only from a copy. Keep a copy on another medium.</source>
        <translation>В однопользовательском режиме на одном ПК сотрудник может испортить или удалить файл базы. Программа это обнаружит; восстановление — только из резервной копии. Храните копию на отдельном носителе.</translation>
    </message>
    <message>
        <source>with or without the year</source>
        <translation>с годом или без него</translation>
    </message>
    <message>
        <source>With remarks</source>
        <translation>С замечаниями</translation>
    </message>
    <message>
        <source>with the filters that are set</source>
        <translation>с включёнными фильтрами</translation>
    </message>
    <message>
        <source>With the owner's password</source>
        <translation>Паролем владельца</translation>
    </message>
    <message>
        <source>With the recovery code</source>
        <translation>Запасным кодом</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <comment>a request</comment>
        <translation>Отозвать</translation>
    </message>
    <message>
        <source>Withdraw request {number}</source>
        <translation>Отозвать запрос {number}</translation>
    </message>
    <message>
        <source>Within so many last days</source>
        <translation>За сколько последних дней</translation>
    </message>
    <message>
        <source>within the next {days}</source>
        <comment>the chance of a visit</comment>
        <translation>в ближайшие {days}</translation>
    </message>
    <message>
        <source>Without a tier</source>
        <translation>Без ступени</translation>
    </message>
    <message>
        <source>Without the key nobody can do it, with any program.</source>
        <translation>Без ключа этого не сделать никакой программой.</translation>
    </message>
    <message>
        <source>Without the password and without this code nobody opens the base, not even a computer specialist. Keep the code away from the computer.</source>
        <translation>Без пароля и без этого кода базу не откроет никто, даже мастер по компьютерам. Храните код не рядом с компьютером.</translation>
    </message>
    <message>
        <source>Work</source>
        <comment>where a person works</comment>
        <translation>Работа</translation>
    </message>
    <message>
        <source>Work is still under way. Stop it?</source>
        <translation>Работа ещё идёт. Остановить её?</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Работает</translation>
    </message>
    <message>
        <source>Works here no more</source>
        <translation>Больше не работает</translation>
    </message>
    <message>
        <source>Worth a call today</source>
        <translation>Кому позвонить сегодня</translation>
    </message>
    <message>
        <source>Worth keeping close</source>
        <translation>Кого беречь</translation>
    </message>
    <message>
        <source>Write a CSV instead.</source>
        <translation>Выгрузите в CSV.</translation>
    </message>
    <message>
        <source>Write a name, or at least one contact</source>
        <translation>Напишите имя или хотя бы один контакт</translation>
    </message>
    <message>
        <source>Write a number</source>
        <translation>Напишите число</translation>
    </message>
    <message>
        <source>Write a number of days</source>
        <translation>Напишите число дней</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>Записать</translation>
    </message>
    <message>
        <source>Write it down: at the next visit you see whether the journal only grew.</source>
        <translation>Запишите его: в следующий раз увидите, что журнал только вырос.</translation>
    </message>
    <message>
        <source>Write the price, 0 for a gift</source>
        <translation>Введите цену, у подарка 0</translation>
    </message>
    <message>
        <source>Write what happened, or remove the entry</source>
        <translation>Напишите, что произошло, или уберите запись</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Записываем файл</translation>
    </message>
    <message>
        <source>Writing the purchases</source>
        <translation>Записываем покупки</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Записываем строки</translation>
    </message>
    <message>
        <source>Written down: {reason}</source>
        <translation>Записано: {reason}</translation>
    </message>
    <message>
        <source>Wrong password of the owner</source>
        <translation>Неверный пароль владельца</translation>
    </message>
    <message>
        <source>Wrong password.</source>
        <translation>Пароль не подошёл.</translation>
    </message>
    <message>
        <source>Wrong password. Check the keyboard layout and Caps Lock.</source>
        <translation>Пароль не подошёл. Проверьте раскладку и Caps Lock.</translation>
    </message>
    <message>
        <source>Wrong password. Check the keyboard layout: it is EN now.</source>
        <translation>Пароль не подошёл. Проверьте раскладку: сейчас ENG.</translation>
    </message>
    <message>
        <source>Wrong password. Check the keyboard layout: it is RU now.</source>
        <translation>Пароль не подошёл. Проверьте раскладку: сейчас РУС.</translation>
    </message>
    <message>
        <source>Wrong passwords</source>
        <translation>Неверные пароли</translation>
    </message>
    <message>
        <source>Wrong passwords: {name}</source>
        <translation>Неверные пароли: {name}</translation>
    </message>
    <message>
        <source>xlsx, xls, ods, csv or vCard, as it is</source>
        <translation>xlsx, xls, ods, csv или vCard, как есть</translation>
    </message>
    <message>
        <source>Yakutsk</source>
        <translation>Якутск</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>год, месяц, день</translation>
    </message>
    <message>
        <source>Yekaterinburg</source>
        <translation>Екатеринбург</translation>
    </message>
    <message>
        <source>Yerevan</source>
        <translation>Ереван</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>yes and no in any wording</source>
        <translation>да и нет в любой записи</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>вчера</translation>
    </message>
    <message>
        <source>You have begun to load “{name}”.</source>
        <translation>Вы начали загружать «{name}».</translation>
    </message>
    <message numerus="yes">
        <source>You may be shown %n contacts a day.</source>
        <translation>
            <numerusform>За день вам можно показать %n контакт.</numerusform>
            <numerusform>За день вам можно показать %n контакта.</numerusform>
            <numerusform>За день вам можно показать %n контактов.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You may be shown %n contacts an hour.</source>
        <translation>
            <numerusform>За час вам можно показать %n контакт.</numerusform>
            <numerusform>За час вам можно показать %n контакта.</numerusform>
            <numerusform>За час вам можно показать %n контактов.</numerusform>
        </translation>
    </message>
    <message>
        <source>You will not see their contacts any more, and only its readers can bring them back.</source>
        <translation>Их контактов вы больше не увидите, а вернуть их смогут только те, кто читает этот портфель.</translation>
    </message>
    <message>
        <source>You will type it each time the program starts and after each break. It is stored nowhere.</source>
        <translation>Его нужно вводить при каждом запуске и после перерыва. Он нигде не хранится.</translation>
    </message>
    <message>
        <source>Your data is safe.</source>
        <translation>Данные целы.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Ваш пароль</translation>
    </message>
    <message>
        <source>Your requests</source>
        <translation>Ваши запросы</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Ваша роль этого не разрешает.</translation>
    </message>
    <message>
        <source>Your role shows no contacts.</source>
        <translation>Ваша роль не показывает контактов.</translation>
    </message>
    <message>
        <source>Your role shows the contacts of your own clients alone.</source>
        <translation>Ваша роль показывает контакты только ваших клиентов.</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>Ваш магазин</translation>
    </message>
    <message>
        <source>Zero put back into the tax number</source>
        <translation>В ИНН вернули ноль</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <comment>how many clients</comment>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{change} (taken back)</source>
        <translation>{change} (отменено)</translation>
    </message>
    <message>
        <source>{checks}, since {day}</source>
        <translation>{checks}, с {day}</translation>
    </message>
    <message>
        <source>{count} cards opened in the week, usually {usual}</source>
        <translation>Открыто карточек за неделю: {count}, обычно {usual}</translation>
    </message>
    <message>
        <source>{count} clients in seven days, {share} of the portfolio.</source>
        <translation>Клиентов за семь дней: {count}, это {share} портфеля.</translation>
    </message>
    <message>
        <source>{count} columns</source>
        <translation>столбцов: {count}</translation>
    </message>
    <message>
        <source>{count} to decide</source>
        <translation>ждут решения: {count}</translation>
    </message>
    <message>
        <source>{day}, by the file's data</source>
        <translation>{day}, по данным файла</translation>
    </message>
    <message>
        <source>{day}: {count} {what}, usually {usual}</source>
        <translation>{day}: {count} {what}, обычно {usual}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} из {total}</translation>
    </message>
    <message>
        <source>{field}: from</source>
        <translation>{field}: от</translation>
    </message>
    <message>
        <source>{field}: how many days</source>
        <translation>{field}: сколько дней</translation>
    </message>
    <message>
        <source>{field}: how many times</source>
        <translation>{field}: сколько раз</translation>
    </message>
    <message>
        <source>{field}: how often</source>
        <translation>{field}: как часто</translation>
    </message>
    <message>
        <source>{field}: to</source>
        <translation>{field}: до</translation>
    </message>
    <message>
        <source>{field}: when</source>
        <translation>{field}: когда</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <comment>a list of chosen values, cut</comment>
        <translation>
            <numerusform>{first} и ещё %n</numerusform>
            <numerusform>{first} и ещё %n</numerusform>
            <numerusform>{first} и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{found} of {everyone}</source>
        <comment>how many clients the list shows</comment>
        <translation>{found} из {everyone}</translation>
    </message>
    <message numerus="yes">
        <source>{goods} and %n more</source>
        <comment>goods of a purchase, cut</comment>
        <translation>
            <numerusform>{goods} и ещё %n</numerusform>
            <numerusform>{goods} и ещё %n</numerusform>
            <numerusform>{goods} и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{limit}: score {number}</source>
        <translation>{limit}: оценка {number}</translation>
    </message>
    <message numerus="yes">
        <source>{low} to %n times</source>
        <comment>how often</comment>
        <translation>
            <numerusform>от {low} до %n раза</numerusform>
            <numerusform>от {low} до %n раз</numerusform>
            <numerusform>от {low} до %n раз</numerusform>
        </translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} и ещё {count}</translation>
    </message>
    <message numerus="yes">
        <source>{names} or %n more</source>
        <comment>a list of values, cut</comment>
        <translation>
            <numerusform>{names} или ещё %n</numerusform>
            <numerusform>{names} или ещё %n</numerusform>
            <numerusform>{names} или ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} (you do not read it)</source>
        <translation>{name} (вы его не читаете)</translation>
    </message>
    <message>
        <source>{name} is not an owner any more.</source>
        <translation>{name} больше не владелец.</translation>
    </message>
    <message>
        <source>{name} — does not read these portfolios</source>
        <translation>{name} — не читает эти портфели</translation>
    </message>
    <message>
        <source>{name}, {day}</source>
        <comment>a frozen segment</comment>
        <translation>{name}, {day}</translation>
    </message>
    <message>
        <source>{name}: {count} cards opened in the week, usually {usual}</source>
        <translation>{name}: открыто карточек за неделю: {count}, обычно {usual}</translation>
    </message>
    <message>
        <source>{name}: {count} cards opened in the week; what is usual is not known yet</source>
        <translation>{name}: открыто карточек за неделю: {count}; сколько бывает обычно, ещё не известно</translation>
    </message>
    <message>
        <source>{number} stands for no limit.</source>
        <translation>{number} — без ограничения.</translation>
    </message>
    <message>
        <source>{number}: {count}, {asked} — {state}</source>
        <translation>№ {number}: {count}, {asked} — {state}</translation>
    </message>
    <message>
        <source>{own} of {all}</source>
        <translation>{own} из {all}</translation>
    </message>
    <message>
        <source>{place} of {total}</source>
        <comment>the place of a client in the list</comment>
        <translation>{place} из {total}</translation>
    </message>
    <message>
        <source>{place} of {total} in the segment “{segment}”</source>
        <translation>{place} из {total} в сегменте «{segment}»</translation>
    </message>
    <message>
        <source>{product}: from {day} on</source>
        <comment>a product and when a client needs it</comment>
        <translation>{product}: с {day}</translation>
    </message>
    <message>
        <source>{product}: needed since {day}</source>
        <comment>a product and when a client runs out of it</comment>
        <translation>{product}: пора с {day}</translation>
    </message>
    <message>
        <source>{reason}, since {day}</source>
        <translation>{reason}, с {day}</translation>
    </message>
    <message>
        <source>{reason}: {number}</source>
        <translation>{reason}: {number}</translation>
    </message>
    <message>
        <source>{sentence} Proposed: {value}</source>
        <translation>{sentence} Предложено: {value}</translation>
    </message>
    <message>
        <source>{share} above the year before</source>
        <comment>an average check</comment>
        <translation>на {share} выше прошлого года</translation>
    </message>
    <message>
        <source>{share} below the year before</source>
        <comment>an average check</comment>
        <translation>на {share} ниже прошлого года</translation>
    </message>
    <message>
        <source>{span} of {total}</source>
        <comment>rows shown</comment>
        <translation>{span} из {total}</translation>
    </message>
    <message>
        <source>{status}: {before} → {after}</source>
        <comment>how many clients</comment>
        <translation>{status}: {before} → {after}</translation>
    </message>
    <message>
        <source>{sum} of it by the file's data</source>
        <translation>из них по данным файла {sum}</translation>
    </message>
    <message>
        <source>{title} is not {values}</source>
        <comment>a condition</comment>
        <translation>{title} не {values}</translation>
    </message>
    <message>
        <source>{title}: {values}</source>
        <comment>a condition</comment>
        <translation>{title}: {values}</translation>
    </message>
    <message>
        <source>{today}, usually {usual}</source>
        <translation>{today}, обычно {usual}</translation>
    </message>
    <message>
        <source>{what}, perhaps among {count}</source>
        <translation>{what}, возможно среди {count}</translation>
    </message>
    <message>
        <source>{when}: {count} contacts, usually {usual}.</source>
        <translation>{when}: контактов {count}, обычно {usual}.</translation>
    </message>
    <message>
        <source>{when}: {count}.</source>
        <translation>{when}: {count}.</translation>
    </message>
    <message>
        <source>{who} asks to export: {count}</source>
        <translation>{who} просит выгрузить: {count}</translation>
    </message>
    <message>
        <source>{who} asks to print: {count}</source>
        <translation>{who} просит напечатать: {count}</translation>
    </message>
    <message>
        <source>{who} asks to see the contacts: {client}</source>
        <translation>{who} просит показать контакты: {client}</translation>
    </message>
    <message>
        <source>“Good day, this is {who}. From now on I look after your orders.”</source>
        <translation>«Здравствуйте, это {who}. Теперь вашими заказами занимаюсь я.»</translation>
    </message>
    <message>
        <source>“How did you like it: {what}, {day}?”</source>
        <translation>«Как вам понравилось: {what}, {day}?»</translation>
    </message>
    <message>
        <source>“Likely to return” looks ahead, days</source>
        <translation>«Вернётся» смотрит вперёд, дней</translation>
    </message>
    <message>
        <source>“Retail customer”, the shop itself. Its purchases count in the sums of the shop alone.</source>
        <translation>«Розничный покупатель», сам магазин. Его покупки считаются только в суммах магазина.</translation>
    </message>
    <message>
        <source>“We had agreed to talk on {day}.”</source>
        <translation>«Мы договаривались созвониться {day}.»</translation>
    </message>
    <message>
        <source>“When may I call you next?” Write down the answer in the card.</source>
        <translation>«Когда вам удобно позвонить в следующий раз?» Запишите ответ в карточке.</translation>
    </message>
    <message>
        <source>“You have not been here for a while: is everything all right?”</source>
        <translation>«Вас давно не было: всё ли в порядке?»</translation>
    </message>
    <message>
        <source>“You were with us on {day}: was everything fine?”</source>
        <translation>«Вы были у нас {day}: всё ли понравилось?»</translation>
    </message>
    <message>
        <source>“Your discount stays: {share}.”</source>
        <translation>«Ваша скидка сохраняется: {share}.»</translation>
    </message>
    <message>
        <source>“{column}” is right</source>
        <translation>«{column}»: верно</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <comment>a product, a segment</comment>
        <translation>«{name}»</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <comment>a tag</comment>
        <translation>«{name}»</translation>
    </message>
    <message>
        <source>“{name}” does not look like a person: {share}% of all receipts are written under it.</source>
        <translation>«{name}» не похоже на человека: на него записано {share} % всех чеков.</translation>
    </message>
    <message>
        <source>“{name}” has {count} receipts, {share}% of all; others usually have {usual}. No one person buys so.</source>
        <translation>У «{name}» {count} чеков, {share} % всех; у других обычно {usual}. Один человек так не покупает.</translation>
    </message>
    <message>
        <source>“{name}” is checked but not loaded yet.</source>
        <translation>Файл «{name}» проверен, но ещё не загружен.</translation>
    </message>
    <message>
        <source>“{name}” is empty</source>
        <comment>an own field</comment>
        <translation>«{name}» не заполнено</translation>
    </message>
    <message>
        <source>“{name}” is filled in</source>
        <comment>an own field</comment>
        <translation>«{name}» заполнено</translation>
    </message>
    <message>
        <source>“{reason}”</source>
        <translation>«{reason}»</translation>
    </message>
    <message>
        <source>“{value}”</source>
        <translation>«{value}»</translation>
    </message>
    <message>
        <source>🔐 held by encryption: without the key nobody can do it, with this program or another. Contacts, notes and files of other portfolios, the list of people and their rights, copies of the base.</source>
        <translation>🔐 обеспечено шифрованием: без ключа этого не сделает никто, ни этой программой, ни другой. Контакты, заметки и файлы чужих портфелей, список людей и их права, копии базы.</translation>
    </message>
    <message>
        <source>🧩 held by the program: it refuses, slows down and writes down. A skilled person who starts another program can go round it.</source>
        <translation>🧩 обеспечено программой: она отказывает, замедляет и записывает. Технически грамотный человек, запустив другую программу, может это обойти.</translation>
    </message>
</context>
</TS>
