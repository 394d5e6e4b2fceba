import type { Language } from '@checkout/schemas/language';

/**
 * Shown while the page's code has not taken over: not in `messages`, which come with that code. Nothing
 * about charges, because it may stand on the page of a payment as well.
 */
export type LateTexts = { readonly late: string; readonly help: string; readonly needsScript: string };

export const LATE_TEXTS: Readonly<Record<Language, LateTexts>> = {
  ar: {
    late: 'هذه الصفحة ليست جاهزة: لم يصل جزء منها، أو لا يستطيع هذا المتصفح تشغيله.',
    help: 'حاول مرة أخرى، أو أوقف ما يحجب البرامج النصية، أو افتح هذه الصفحة في متصفح آخر.',
    needsScript: 'تحتاج صفحة الدفع هذه إلى JavaScript.',
  },
  de: {
    late: 'Diese Seite ist nicht bereit: Ein Teil ist nicht angekommen, oder dieser Browser kann ihn nicht ausführen.',
    help: 'Versuchen Sie es noch einmal, schalten Sie ab, was Skripte blockiert, oder öffnen Sie die Seite in einem anderen Browser.',
    needsScript: 'Diese Kasse braucht JavaScript.',
  },
  en: {
    late: 'This page is not ready: a part of it has not arrived, or this browser cannot run it.',
    help: 'Try again, switch off what blocks scripts, or open this page in another browser.',
    needsScript: 'This checkout needs JavaScript.',
  },
  es: {
    late: 'Esta página no está lista: una parte no ha llegado o este navegador no puede ejecutarla.',
    help: 'Inténtalo de nuevo, desactiva lo que bloquee los scripts o abre esta página en otro navegador.',
    needsScript: 'Este pago necesita JavaScript.',
  },
  fr: {
    late: 'Cette page n’est pas prête : une partie n’est pas arrivée, ou ce navigateur ne peut pas l’exécuter.',
    help: 'Réessayez, désactivez ce qui bloque les scripts, ou ouvrez cette page dans un autre navigateur.',
    needsScript: 'Ce paiement a besoin de JavaScript.',
  },
  it: {
    late: 'Questa pagina non è pronta: una parte non è arrivata o questo browser non può eseguirla.',
    help: 'Riprova, disattiva ciò che blocca gli script o apri questa pagina in un altro browser.',
    needsScript: 'Questo pagamento richiede JavaScript.',
  },
  nl: {
    late: 'Deze pagina is niet klaar: een deel is niet aangekomen, of deze browser kan het niet uitvoeren.',
    help: 'Probeer het opnieuw, schakel uit wat scripts blokkeert, of open deze pagina in een andere browser.',
    needsScript: 'Deze kassa heeft JavaScript nodig.',
  },
  pl: {
    late: 'Ta strona nie jest gotowa: jej część nie dotarła albo ta przeglądarka nie może jej uruchomić.',
    help: 'Spróbuj ponownie, wyłącz to, co blokuje skrypty, albo otwórz tę stronę w innej przeglądarce.',
    needsScript: 'Ta strona płatności wymaga JavaScriptu.',
  },
  pt: {
    late: 'Esta página não está pronta: uma parte não chegou, ou este navegador não consegue executá-la.',
    help: 'Tente de novo, desligue o que bloqueia scripts ou abra esta página noutro navegador.',
    needsScript: 'Este pagamento precisa de JavaScript.',
  },
};
