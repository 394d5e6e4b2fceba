import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Paiement',
    contact: 'Contact',
    payment: 'Moyen de paiement',
    billing: 'Facturation',
    cancel: 'Annuler et revenir',
    saved: 'Carte enregistrée',
    savedUnknown: 'La dernière carte que vous avez enregistrée',
    another: 'Utiliser une autre carte',
    cardEnding: (brand, last4) => `${brand} se terminant par ${last4}`,
    cardWithoutBrand: (last4) => `Carte se terminant par ${last4}`,
    acceptedCards: (brands) => `Nous acceptons ${brands}.`,
    save: 'Enregistrer cette carte pour la prochaine fois',
    saveConsent:
      'Notre prestataire de paiement conserve la carte avec votre adresse e-mail. Elle n’est débitée que si vous la choisissez pour un achat.',
    business: 'J’achète pour une entreprise',
    chooseCountry: 'Choisissez un pays',
    // Art. L221-14 du code de la consommation: "commande avec obligation de paiement" or as plain an equivalent.
    pay: (amount) => `Commander et payer ${amount}`,
    order: 'Commander avec obligation de paiement',
    toTotal: 'Continuer vers le total',
    updatingTotal: 'Calcul du total…',
    stillUpdating: 'Le total est encore en cours de calcul. Veuillez réessayer dans un instant.',
    offline: 'Hors ligne\u00a0: rétablissez la connexion pour payer',
    sending: 'Envoi de votre paiement…',
    stillSending: 'En attente de votre banque…',
    longSending: 'Toujours en attente. Veuillez garder cette page ouverte…',
    redirecting: 'Redirection vers votre banque…',
  },

  consent: {
    line: 'En payant, vous acceptez :',
    tick: 'J’accepte :',
  },

  summary: {
    heading: 'Votre commande',
    show: 'Récapitulatif',
    review: 'Vérifier votre commande',
    quantity: (quantity) => `Quantité ${quantity}`,
    each: (price) => `${price} l’unité`,
    subtotal: 'Sous-total',
    taxNames: { vat: 'TVA', sales: 'Taxe de vente', tax: 'Taxe' },
    taxAt: (name, rate) => `${name} (${rate})`,
    taxIncluded: (name) => `Comprend la ${name}`,
    taxIncludedOf: (amount, name) => `Dont ${amount} de ${name}`,
    reverseCharge:
      'Autoliquidation\u00a0: en tant qu’entreprise dans l’UE, vous déclarez vous-même la taxe\u00a0; aucune n’est donc ajoutée ici.',
    total: 'Total',
    totalIs: (total) => `Le total est maintenant de ${total}.`,
    taxLater: 'La taxe est calculée au moment du paiement.',
    taxByZip: 'Saisissez votre code postal pour voir la taxe.',
  },

  agreement: {
    heading: 'Vérifiez le total',
    workedOut: 'La taxe applicable dans votre pays a été calculée.',
    changed: 'Le total a changé.',
    uncharged: 'Rien n’a encore été débité.',
    back: 'Modifier la carte ou vos informations',
  },

  bank: {
    heading: 'Votre banque veut s’assurer que c’est bien vous',
    body: 'Confirmez le paiement sur la page de votre banque. Rien n’est débité avant.',
    continue: 'Continuer sur le site de votre banque',
    or: 'Ou payez ci-dessous avec une autre carte.',
    redirecting: 'Redirection vers la page de votre banque…',
  },

  processing: {
    heading: 'Nous vérifions votre paiement',
    body: 'Veuillez ne pas payer de nouveau. Cette page affiche le résultat automatiquement dès qu’il est connu.',
    returned: 'Nous demandons le résultat de la vérification de votre banque.',
    slow: 'Cela prend plus de temps que d’habitude. Vous pouvez fermer cette page et revenir plus tard\u00a0: le résultat sera ici.',
    unreachable: 'La boutique ne répond pas pour le moment. Nous continuons d’essayer.',
    again: 'Vérifier de nouveau',
  },

  expired: {
    heading: 'Cette page de paiement a expiré',
    body: 'Rien n’a été débité. Une page de paiement ne reste ouverte qu’un temps limité.',
    kept: 'Ce que vous avez saisi est conservé, sauf la carte.',
    fresh: 'Recommencer le paiement',
    opening: 'Ouverture d’une nouvelle page de paiement…',
    failed: 'Impossible d’ouvrir une nouvelle page de paiement. Veuillez réessayer.',
    back: 'Retour à la boutique',
  },

  failed: {
    heading: 'Paiement annulé',
    body: 'Le paiement avait été autorisé, mais il a échoué ensuite. Rien ne sera débité. Si votre banque affiche le montant comme en attente, demandez-lui quand il sera libéré.',
    unpaid: 'Votre commande n’est pas payée.',
  },

  receipt: {
    headings: {
      paid: 'Paiement accepté',
      refundPending: 'Remboursement en cours',
      partlyRefunded: 'Partiellement remboursé',
      refunded: 'Paiement remboursé',
    },
    thanks: 'Merci pour votre commande.',
    amount: 'Montant',
    date: 'Date',
    card: 'Carte',
    email: 'E-mail',
    reference: 'Référence du paiement',
    referenceHint: 'Indiquez-la si vous nous contactez.',
    items: 'Articles',
    subtotal: 'Sous-total',
    tax: 'Taxe',
    total: 'Total',
    print: 'Imprimer',
    continue: 'Continuer',
    returning: 'Vous serez redirigé vers la boutique dans quelques secondes.',
    stay: 'Rester sur cette page',
    toStore: 'Retour à la boutique',
    refundDelay: 'Le remboursement peut mettre quelques jours à apparaître sur votre relevé.',
    soldBy: 'Vendu par',
    reseller: 'Inflow est le revendeur (merchant of record).',
  },
};
