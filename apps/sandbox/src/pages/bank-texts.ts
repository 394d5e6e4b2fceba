/** What the bank's page says. Real banks take the language from the browser as well. */
export type BankTexts = {
  readonly dir: 'ltr' | 'rtl';
  readonly testOnly: string;
  readonly confirm: string;
  readonly question: string;
  readonly shop: string;
  readonly amount: string;
  readonly card: string;
  /** For who cannot see the dots before the last four digits. */
  readonly endingIn: string;
  readonly payment: string;
  readonly approve: string;
  readonly decline: string;
  readonly leave: string;
  readonly note: string;
  readonly backToShop: string;
  readonly mayClose: string;
  /** Pages without a challenge: their heading, and what it means. */
  readonly ends: Readonly<Record<BankEnd, readonly [heading: string, explanation: string]>>;
};

export type BankEnd = 'unknown' | 'expired' | 'answered' | 'nothing' | 'left' | 'approved' | 'declined';

const en: BankTexts = {
  dir: 'ltr',
  testOnly: 'test only',
  confirm: 'Confirm your payment',
  question: 'Is this payment yours?',
  shop: 'Shop',
  amount: 'Amount',
  card: 'Card',
  endingIn: 'ending in',
  payment: 'Payment',
  approve: 'Approve',
  decline: 'Decline',
  leave: 'Leave',
  note: 'This is a sandbox: no money moves. Leave goes back without an answer.',
  backToShop: 'Back to the shop',
  mayClose: 'You may close this page.',
  ends: {
    unknown: ['Unknown request', 'This address belongs to no payment.'],
    expired: ['This request has expired', 'Nothing was paid.'],
    answered: ['You have already answered', 'There is nothing more to do here.'],
    nothing: ['Nothing was answered', 'Please go back and choose.'],
    left: ['You left', 'The payment is still open.'],
    approved: ['Approved', 'Your answer has been sent to the shop.'],
    declined: ['Declined', 'Your answer has been sent to the shop.'],
  },
};

const sentDe = 'Ihre Antwort wurde an den Shop gesendet.';
const sentFr = 'Votre réponse a été transmise à la boutique.';
const sentEs = 'Tu respuesta se ha enviado a la tienda.';
const sentIt = 'La tua risposta è stata inviata al negozio.';
const sentNl = 'Je antwoord is naar de winkel gestuurd.';
const sentPl = 'Twoja odpowiedź została wysłana do sklepu.';
const sentPt = 'A sua resposta foi enviada à loja.';
const sentAr = 'أُرسل جوابك إلى المتجر.';

const TEXTS: Readonly<Record<string, BankTexts>> = {
  en,
  de: {
    dir: 'ltr',
    testOnly: 'nur zum Testen',
    confirm: 'Bestätigen Sie Ihre Zahlung',
    question: 'Ist diese Zahlung von Ihnen?',
    shop: 'Shop',
    amount: 'Betrag',
    card: 'Karte',
    endingIn: 'mit den Endziffern',
    payment: 'Zahlung',
    approve: 'Bestätigen',
    decline: 'Ablehnen',
    leave: 'Verlassen',
    note: 'Dies ist eine Testumgebung: Es fließt kein Geld. „Verlassen“ führt ohne Antwort zurück.',
    backToShop: 'Zurück zum Shop',
    mayClose: 'Sie können diese Seite schließen.',
    ends: {
      unknown: ['Unbekannte Anfrage', 'Diese Adresse gehört zu keiner Zahlung.'],
      expired: ['Diese Anfrage ist abgelaufen', 'Es wurde nichts bezahlt.'],
      answered: ['Sie haben bereits geantwortet', 'Hier ist nichts mehr zu tun.'],
      nothing: ['Es wurde nichts ausgewählt', 'Bitte gehen Sie zurück und wählen Sie aus.'],
      left: ['Sie haben die Seite verlassen', 'Die Zahlung ist noch offen.'],
      approved: ['Bestätigt', sentDe],
      declined: ['Abgelehnt', sentDe],
    },
  },
  fr: {
    dir: 'ltr',
    testOnly: 'test uniquement',
    confirm: 'Confirmez votre paiement',
    question: 'Êtes-vous à l’origine de ce paiement\u00a0?',
    shop: 'Boutique',
    amount: 'Montant',
    card: 'Carte',
    endingIn: 'se terminant par',
    payment: 'Paiement',
    approve: 'Approuver',
    decline: 'Refuser',
    leave: 'Quitter',
    note: 'Ceci est un environnement de test\u00a0: aucun argent ne circule. «\u00a0Quitter\u00a0» revient sans répondre.',
    backToShop: 'Retour à la boutique',
    mayClose: 'Vous pouvez fermer cette page.',
    ends: {
      unknown: ['Demande inconnue', 'Cette adresse ne correspond à aucun paiement.'],
      expired: ['Cette demande a expiré', 'Rien n’a été payé.'],
      answered: ['Vous avez déjà répondu', 'Il n’y a plus rien à faire ici.'],
      nothing: ['Aucune réponse', 'Veuillez revenir en arrière et choisir.'],
      left: ['Vous avez quitté la page', 'Le paiement est toujours ouvert.'],
      approved: ['Approuvé', sentFr],
      declined: ['Refusé', sentFr],
    },
  },
  es: {
    dir: 'ltr',
    testOnly: 'solo para pruebas',
    confirm: 'Confirma tu pago',
    question: '¿Este pago es tuyo?',
    shop: 'Tienda',
    amount: 'Importe',
    card: 'Tarjeta',
    endingIn: 'terminada en',
    payment: 'Pago',
    approve: 'Aprobar',
    decline: 'Rechazar',
    leave: 'Salir',
    note: 'Esto es un entorno de pruebas: no se mueve dinero. «Salir» vuelve sin responder.',
    backToShop: 'Volver a la tienda',
    mayClose: 'Puedes cerrar esta página.',
    ends: {
      unknown: ['Solicitud desconocida', 'Esta dirección no corresponde a ningún pago.'],
      expired: ['Esta solicitud ha caducado', 'No se ha pagado nada.'],
      answered: ['Ya has respondido', 'Aquí no hay nada más que hacer.'],
      nothing: ['Sin respuesta', 'Vuelve atrás y elige.'],
      left: ['Has salido', 'El pago sigue abierto.'],
      approved: ['Aprobado', sentEs],
      declined: ['Rechazado', sentEs],
    },
  },
  it: {
    dir: 'ltr',
    testOnly: 'solo per test',
    confirm: 'Conferma il pagamento',
    question: 'Questo pagamento è tuo?',
    shop: 'Negozio',
    amount: 'Importo',
    card: 'Carta',
    endingIn: 'che termina con',
    payment: 'Pagamento',
    approve: 'Approva',
    decline: 'Rifiuta',
    leave: 'Esci',
    note: 'Questo è un ambiente di test: non viene trasferito denaro. «Esci» torna indietro senza rispondere.',
    backToShop: 'Torna al negozio',
    mayClose: 'Puoi chiudere questa pagina.',
    ends: {
      unknown: ['Richiesta sconosciuta', 'Questo indirizzo non corrisponde a nessun pagamento.'],
      expired: ['Questa richiesta è scaduta', 'Non è stato pagato nulla.'],
      answered: ['Hai già risposto', 'Qui non c’è altro da fare.'],
      nothing: ['Nessuna risposta', 'Torna indietro e scegli.'],
      left: ['Sei uscito dalla pagina', 'Il pagamento è ancora aperto.'],
      approved: ['Approvato', sentIt],
      declined: ['Rifiutato', sentIt],
    },
  },
  nl: {
    dir: 'ltr',
    testOnly: 'alleen om te testen',
    confirm: 'Bevestig je betaling',
    question: 'Is deze betaling van jou?',
    shop: 'Winkel',
    amount: 'Bedrag',
    card: 'Kaart',
    endingIn: 'eindigend op',
    payment: 'Betaling',
    approve: 'Goedkeuren',
    decline: 'Weigeren',
    leave: 'Verlaten',
    note: 'Dit is een testomgeving: er wordt geen geld overgemaakt. ‘Verlaten’ gaat terug zonder antwoord.',
    backToShop: 'Terug naar de winkel',
    mayClose: 'Je kunt deze pagina sluiten.',
    ends: {
      unknown: ['Onbekend verzoek', 'Dit adres hoort bij geen enkele betaling.'],
      expired: ['Dit verzoek is verlopen', 'Er is niets betaald.'],
      answered: ['Je hebt al geantwoord', 'Er is hier niets meer te doen.'],
      nothing: ['Geen antwoord', 'Ga terug en maak een keuze.'],
      left: ['Je hebt de pagina verlaten', 'De betaling staat nog open.'],
      approved: ['Goedgekeurd', sentNl],
      declined: ['Geweigerd', sentNl],
    },
  },
  pl: {
    dir: 'ltr',
    testOnly: 'tylko do testów',
    confirm: 'Potwierdź płatność',
    question: 'Czy to Twoja płatność?',
    shop: 'Sklep',
    amount: 'Kwota',
    card: 'Karta',
    endingIn: 'z końcówką',
    payment: 'Płatność',
    approve: 'Zatwierdź',
    decline: 'Odrzuć',
    leave: 'Wyjdź',
    note: 'To jest środowisko testowe: żadne pieniądze nie są przelewane. „Wyjdź” wraca bez odpowiedzi.',
    backToShop: 'Wróć do sklepu',
    mayClose: 'Możesz zamknąć tę stronę.',
    ends: {
      unknown: ['Nieznane żądanie', 'Ten adres nie należy do żadnej płatności.'],
      expired: ['To żądanie wygasło', 'Nic nie zostało zapłacone.'],
      answered: ['Odpowiedź już została udzielona', 'Nie ma tu nic więcej do zrobienia.'],
      nothing: ['Brak odpowiedzi', 'Wróć i wybierz.'],
      left: ['Opuszczono stronę', 'Płatność jest nadal otwarta.'],
      approved: ['Zatwierdzono', sentPl],
      declined: ['Odrzucono', sentPl],
    },
  },
  pt: {
    dir: 'ltr',
    testOnly: 'apenas para testes',
    confirm: 'Confirme o seu pagamento',
    question: 'Este pagamento é seu?',
    shop: 'Loja',
    amount: 'Montante',
    card: 'Cartão',
    endingIn: 'terminado em',
    payment: 'Pagamento',
    approve: 'Aprovar',
    decline: 'Recusar',
    leave: 'Sair',
    note: 'Este é um ambiente de teste: não há movimento de dinheiro. «Sair» volta sem responder.',
    backToShop: 'Voltar à loja',
    mayClose: 'Pode fechar esta página.',
    ends: {
      unknown: ['Pedido desconhecido', 'Este endereço não pertence a nenhum pagamento.'],
      expired: ['Este pedido expirou', 'Nada foi pago.'],
      answered: ['Já respondeu', 'Não há mais nada a fazer aqui.'],
      nothing: ['Sem resposta', 'Volte atrás e escolha.'],
      left: ['Saiu da página', 'O pagamento continua em aberto.'],
      approved: ['Aprovado', sentPt],
      declined: ['Recusado', sentPt],
    },
  },
  ar: {
    dir: 'rtl',
    testOnly: 'للاختبار فقط',
    confirm: 'أكّد دفعتك',
    question: 'هل هذه الدفعة منك؟',
    shop: 'المتجر',
    amount: 'المبلغ',
    card: 'البطاقة',
    endingIn: 'تنتهي بـ',
    payment: 'الدفعة',
    approve: 'موافقة',
    decline: 'رفض',
    leave: 'مغادرة',
    note: 'هذه بيئة اختبار: لا تُنقل أي أموال. «مغادرة» تعود بلا جواب.',
    backToShop: 'العودة إلى المتجر',
    mayClose: 'يمكنك إغلاق هذه الصفحة.',
    ends: {
      unknown: ['طلب غير معروف', 'لا يخص هذا العنوان أي دفعة.'],
      expired: ['انتهت صلاحية هذا الطلب', 'لم يُدفع شيء.'],
      answered: ['لقد أجبت من قبل', 'لا يوجد شيء آخر هنا.'],
      nothing: ['لا يوجد جواب', 'ارجع واختر.'],
      left: ['غادرت الصفحة', 'ما زالت الدفعة مفتوحة.'],
      approved: ['تمت الموافقة', sentAr],
      declined: ['تم الرفض', sentAr],
    },
  },
};

export const bankLanguages = Object.keys(TEXTS);

/** A locale of the browser, for amounts, and the texts of its language. */
export type BankSpeech = { readonly locale: string; readonly texts: BankTexts };

/** By `Accept-Language` (RFC 9110, 12.5.4); English where the bank knows none of the languages. */
export function bankSpeech(acceptLanguage: string | undefined): BankSpeech {
  const ranges = (acceptLanguage ?? '').split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    return /^[a-z]{2,3}(-[a-z\d]{1,8})*$/i.test(range) && quality > 0 ? [{ range, quality }] : [];
  });
  for (const { range } of ranges.sort((one, other) => other.quality - one.quality)) {
    const texts = TEXTS[range.split('-', 1)[0]?.toLowerCase() ?? ''];
    if (texts !== undefined) return { locale: localeOf(range), texts };
  }
  return { locale: 'en-GB', texts: en };
}

/** Without a region, English would write amounts as in the United States; a malformed one is not for `Intl`. */
function localeOf(range: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(range);
    return locale === undefined || locale === 'en' ? 'en-GB' : locale;
  } catch {
    return range.slice(0, 2);
  }
}
