import type { Language } from '../messages/language.ts';

/**
 * Shown while the page's code has not taken over: not in `messages`, which come with that code. Nothing
 * about charges, because it may stand on the page of a payment as well.
 */
export type LateTexts = {
  readonly late: string;
  readonly help: string;
  readonly kept: string;
  readonly needsScript: string;
};

export const LATE_TEXTS: Readonly<Record<Language, LateTexts>> = {
  ar: {
    late: 'هذه الصفحة ليست جاهزة: لم يصل جزء منها، أو لا يستطيع هذا المتصفح تشغيله.',
    help: 'حاول مرة أخرى، أو أوقف ما يحجب البرامج النصية، أو افتح هذه الصفحة في متصفح آخر.',
    kept: 'يبقى ما كتبته محفوظًا عند إعادة تحميل الصفحة، باستثناء بيانات البطاقة.',
    needsScript: 'تحتاج صفحة الدفع هذه إلى JavaScript.',
  },
  de: {
    late: 'Diese Seite ist nicht bereit: Ein Teil ist nicht angekommen, oder dieser Browser kann ihn nicht ausführen.',
    help: 'Versuchen Sie es noch einmal, schalten Sie ab, was Skripte blockiert, oder öffnen Sie die Seite in einem anderen Browser.',
    kept: 'Was Sie eingegeben haben, bleibt beim Neuladen erhalten, außer den Kartendaten.',
    needsScript: 'Diese Kasse braucht JavaScript.',
  },
  en: {
    late: 'This page is not ready: a part of it has not arrived, or this browser cannot run it.',
    help: 'Try again, switch off what blocks scripts, or open this page in another browser.',
    kept: 'What you typed is kept when the page reloads, except the card details.',
    needsScript: 'This checkout needs JavaScript.',
  },
  es: {
    late: 'Esta página no está lista: una parte no ha llegado o este navegador no puede ejecutarla.',
    help: 'Inténtalo de nuevo, desactiva lo que bloquee los scripts o abre esta página en otro navegador.',
    kept: 'Lo que has escrito se conserva al recargar la página, salvo los datos de la tarjeta.',
    needsScript: 'Este pago necesita JavaScript.',
  },
  fr: {
    late: 'Cette page n’est pas prête : une partie n’est pas arrivée, ou ce navigateur ne peut pas l’exécuter.',
    help: 'Réessayez, désactivez ce qui bloque les scripts, ou ouvrez cette page dans un autre navigateur.',
    kept: 'Ce que vous avez saisi est conservé lorsque la page se recharge, sauf les données de la carte.',
    needsScript: 'Ce paiement a besoin de JavaScript.',
  },
  it: {
    late: 'Questa pagina non è pronta: una parte non è arrivata o questo browser non può eseguirla.',
    help: 'Riprova, disattiva ciò che blocca gli script o apri questa pagina in un altro browser.',
    kept: 'Ciò che hai inserito viene conservato quando la pagina si ricarica, tranne i dati della carta.',
    needsScript: 'Questo pagamento richiede JavaScript.',
  },
  nl: {
    late: 'Deze pagina is niet klaar: een deel is niet aangekomen, of deze browser kan het niet uitvoeren.',
    help: 'Probeer het opnieuw, schakel uit wat scripts blokkeert, of open deze pagina in een andere browser.',
    kept: 'Wat je hebt ingevuld, blijft bewaard als de pagina opnieuw laadt, behalve de kaartgegevens.',
    needsScript: 'Deze kassa heeft JavaScript nodig.',
  },
  pl: {
    late: 'Ta strona nie jest gotowa: jej część nie dotarła albo ta przeglądarka nie może jej uruchomić.',
    help: 'Spróbuj ponownie, wyłącz to, co blokuje skrypty, albo otwórz tę stronę w innej przeglądarce.',
    kept: 'Wpisane dane zostaną zachowane po ponownym załadowaniu strony, oprócz danych karty.',
    needsScript: 'Ta strona płatności wymaga JavaScriptu.',
  },
  pt: {
    late: 'Esta página não está pronta: uma parte não chegou, ou este navegador não consegue executá-la.',
    help: 'Tente de novo, desligue o que bloqueia scripts ou abra esta página noutro navegador.',
    kept: 'O que escreveu é mantido quando a página é recarregada, exceto os dados do cartão.',
    needsScript: 'Este pagamento precisa de JavaScript.',
  },
};
