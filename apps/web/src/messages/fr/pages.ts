import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Aller au contenu',
    toStore: (merchant) => `${merchant}, vers la boutique`,
    footer:
      'Votre carte est transmise à notre prestataire de paiement\u00a0; cette boutique ne la conserve jamais.',
    language: 'Langue',
    loading: 'Chargement…',
    testMode: 'Mode test\u00a0: les paiements sont simulés, aucune carte n’est débitée.',
    offline: 'Vous êtes hors ligne. Cette page reprendra automatiquement dès le retour de la connexion.',
    online: 'Vous êtes de nouveau en ligne.',
  },

  links: {
    terms: 'Conditions générales de vente',
    withdrawal: 'Droit de rétractation',
    refundPolicy: 'Politique de remboursement',
    privacy: 'Politique de confidentialité',
    imprint: 'Mentions légales',
    support: 'Nous contacter',
  },

  notFound: {
    heading: 'Page introuvable',
    body: 'Vérifiez l’adresse\u00a0: elle est peut-être mal saisie, ou la page a été déplacée.',
    checkoutHeading: 'Cette page de paiement est introuvable',
    checkoutBody:
      'Le lien est peut-être incomplet. Si vous venez d’une boutique, retournez-y et relancez le paiement.',
    toStore: 'Vers la boutique',
  },

  unreachable: {
    heading: 'La boutique ne répond pas pour le moment',
    body: 'Cette page réessaie automatiquement. Vous pouvez aussi réessayer maintenant.',
    offlineBody: 'Votre appareil est hors ligne. Cette page réessaiera dès le retour de la connexion.',
    again: 'Réessayer',
  },

  broken: {
    heading: 'Un problème est survenu de notre côté',
    body: 'Vous n’y êtes pour rien. Veuillez réessayer dans un instant.',
  },

  store: {
    heading: 'Une petite boutique, un paiement soigné',
    intro: 'Tout est inventé ici, sauf la façon de payer.',
    products: 'Produits',
    add: 'Ajouter au panier',
    added: (product, quantity) => `${product} ajouté au panier, ${quantity} en tout.`,
    inCart: (quantity) => `${quantity} dans le panier`,
    cart: 'Panier',
    empty: 'Votre panier est vide.',
    quantity: (product) => `Quantité\u00a0: ${product}`,
    fewer: (product) => `Un de moins\u00a0: ${product}`,
    more: (product) => `Un de plus\u00a0: ${product}`,
    subtotal: 'Sous-total',
    beforeTax: 'La taxe s’ajoute au paiement, selon votre pays.',
    checkOut: 'Passer au paiement',
    checkingOut: 'Ouverture du paiement…',
    refused: 'Impossible d’ouvrir le paiement avec ce panier. Veuillez le vérifier et réessayer.',
    belowMinimum: 'Cette commande est trop petite pour être payée par carte. Veuillez ajouter un article.',
    tooMuch: 'Cette commande est trop grande pour un seul paiement. Veuillez retirer un article.',
    slowDown: 'Trop de tentatives en peu de temps. Veuillez patienter un instant, puis réessayer.',
    busy: 'La boutique est très sollicitée en ce moment. Veuillez patienter un instant, puis réessayer.',
    failed: 'Impossible d’ouvrir le paiement. Veuillez réessayer.',
  },
};
